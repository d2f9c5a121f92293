/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * To which host to connect, and how.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ConnectSpec {
    private final URI uri;
    private final CredentialsProvider credentials;
    private final Deadlines deadlines;
    private final boolean readOnly;
    private final @Nullable Executor executor;

    private ConnectSpec(Builder builder) {
        uri = builder.uri;
        credentials = builder.credentials;
        deadlines = builder.deadlines;
        readOnly = builder.readOnly;
        executor = builder.executor;
    }

    /** The defaults for this URI: the password from the environment, the default deadlines, reading and writing. */
    public static ConnectSpec of(URI uri) {
        return builder(uri).build();
    }

    /**
     * Starts with the defaults for this URI.
     *
     * @throws IllegalArgumentException if it has no scheme, or holds a password: passwords come from a
     *     {@link CredentialsProvider}, because URIs end up in logs
     */
    public static Builder builder(URI uri) {
        return new Builder(uri);
    }

    /**
     * The text of any URI with its secrets hidden: the password before the host, and the values of parameters such as
     * {@code password} and {@code token}.
     *
     * <p>For URIs that do not come from a specification, such as those that a host's configuration holds.
     */
    public static String redact(URI uri) {
        return UriSecrets.redact(uri.toString());
    }

    /** The URI, which never holds a password. */
    public URI uri() {
        return uri;
    }

    /** Where the credentials come from. */
    public CredentialsProvider credentials() {
        return credentials;
    }

    /** How long the host may take. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** Whether changes shall be refused. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Where operations and their listeners shall run; empty for threads of the backend's own. */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    /** The URI. */
    @Override
    public String toString() {
        return uri.toString();
    }

    /** Collects a specification. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final URI uri;
        private CredentialsProvider credentials = CredentialsProvider.environment();
        private Deadlines deadlines = Deadlines.defaults();
        private boolean readOnly;
        private @Nullable Executor executor;

        private Builder(URI uri) {
            if (uri.getScheme() == null) {
                throw new IllegalArgumentException(
                        "the URI has no scheme; write for example qemu:///system or fake:kvm");
            }
            if (UriSecrets.hasAny(uri)) {
                throw new IllegalArgumentException(
                        "the URI holds a password or another secret; leave it out and give it by "
                                + CredentialsProvider.PASSWORD_VARIABLE + " or a CredentialsProvider");
            }
            this.uri = uri;
        }

        /** Sets where the credentials come from; {@link CredentialsProvider#environment()} unless called. */
        public Builder credentials(CredentialsProvider credentials) {
            this.credentials = credentials;
            return this;
        }

        /** Sets how long the host may take; {@link Deadlines#defaults()} unless called. */
        public Builder deadlines(Deadlines deadlines) {
            this.deadlines = deadlines;
            return this;
        }

        /** Says whether changes shall be refused; false unless called. */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /** Sets where operations and their listeners shall run. */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /** The specification. */
        public ConnectSpec build() {
            return new ConnectSpec(this);
        }
    }
}
