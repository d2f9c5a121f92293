/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A user name and a password; never shown in text.
 *
 * <p>Immutable; the caller of {@link #password()} gets a copy.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Credentials {
    private final @Nullable String user;
    private final char[] password;

    private Credentials(@Nullable String user, char[] password) {
        this.user = user;
        this.password = password.clone();
    }

    /** A password for the user that the URI names. */
    public static Credentials of(char[] password) {
        return new Credentials(null, password);
    }

    /** A user and the password. */
    public static Credentials of(String user, char[] password) {
        return new Credentials(user, password);
    }

    /** The user; empty for the one that the URI names. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** A copy of the password; overwrite it after use. */
    public char[] password() {
        return password.clone();
    }

    /** Says that there are credentials, and nothing about them. */
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
