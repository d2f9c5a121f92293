/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link HypervisorException} is made of, for those who throw one.
 *
 * <p>Backends rarely build it by hand: {@code dev.hvsdk.spi.support.ErrorFactory} does it with their id filled in. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ErrorDetails {
    private final String what;
    private final @Nullable String backend;
    private final @Nullable String operation;
    private final @Nullable String subject;
    private final @Nullable String remedy;
    private final @Nullable NativeError nativeError;
    private final @Nullable Throwable cause;
    private final boolean isTransient;

    private ErrorDetails(Builder builder) {
        what = builder.what;
        backend = builder.backend;
        operation = builder.operation;
        subject = builder.subject;
        remedy = builder.remedy;
        nativeError = builder.nativeError;
        cause = builder.cause;
        isTransient = builder.isTransient;
    }

    /** Starts details that say what happened, as a clause without a final full stop and without secrets. */
    public static Builder builder(String what) {
        return new Builder(what);
    }

    /** Starts with the details of an error, in order to throw it anew; the cause is not taken over. */
    public static Builder of(HypervisorException error) {
        Builder builder = new Builder(error.detail()).isTransient(error.isTransient());
        error.backend().ifPresent(builder::backend);
        error.operation().ifPresent(builder::operation);
        error.subject().ifPresent(builder::subject);
        error.remedy().ifPresent(builder::remedy);
        error.nativeError().ifPresent(builder::nativeError);
        return builder;
    }

    /** The message: where, doing what, on what, what happened, what to do. */
    String message() {
        StringBuilder text = new StringBuilder();
        appendContext(text);
        text.append(what);
        if (remedy != null) {
            text.append("; ").append(remedy);
        }
        return text.toString();
    }

    private void appendContext(StringBuilder text) {
        if (backend != null) {
            text.append(backend).append(": ");
        }
        if (operation != null) {
            text.append(operation);
            text.append(subject == null ? ": " : " " + subject + ": ");
        } else if (subject != null) {
            text.append(subject).append(": ");
        }
    }

    String what() {
        return what;
    }

    @Nullable
    String remedy() {
        return remedy;
    }

    @Nullable
    String backend() {
        return backend;
    }

    @Nullable
    String operation() {
        return operation;
    }

    @Nullable
    String subject() {
        return subject;
    }

    @Nullable
    NativeError nativeError() {
        return nativeError;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    boolean isTransient() {
        return isTransient;
    }

    /** Collects details. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String what;
        private @Nullable String backend;
        private @Nullable String operation;
        private @Nullable String subject;
        private @Nullable String remedy;
        private @Nullable NativeError nativeError;
        private @Nullable Throwable cause;
        private boolean isTransient;

        private Builder(String what) {
            this.what = Objects.requireNonNull(what, "what");
        }

        /** The id of the backend. */
        public Builder backend(String backend) {
            this.backend = backend;
            return this;
        }

        /** What was being done: {@code start}, {@code list guests}. */
        public Builder operation(String operation) {
            this.operation = operation;
            return this;
        }

        /** On what it was being done: {@code guest web}, a device's address, a redacted URI. */
        public Builder subject(String subject) {
            this.subject = subject;
            return this;
        }

        /** What a person can do about it, as a clause without a final full stop. */
        public Builder remedy(String remedy) {
            this.remedy = remedy;
            return this;
        }

        /** The error as the host's own software gave it. */
        public Builder nativeError(NativeError nativeError) {
            this.nativeError = nativeError;
            return this;
        }

        /** The exception it came from. */
        public Builder cause(@Nullable Throwable cause) {
            this.cause = cause;
            return this;
        }

        /** Marks it as likely to pass when tried again later, without any other change. */
        public Builder isTransient(boolean isTransient) {
            this.isTransient = isTransient;
            return this;
        }

        /** The details. */
        public ErrorDetails build() {
            return new ErrorDetails(this);
        }
    }
}
