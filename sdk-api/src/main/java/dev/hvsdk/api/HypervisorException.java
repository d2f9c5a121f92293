/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something went wrong on a host or on the way to it.
 *
 * <p>Sealed into eight situations, so that a caller can decide by type and a backend cannot invent a ninth. What the host itself
 * said is kept in {@link #nativeError()}. Programming mistakes are {@link IllegalArgumentException} and
 * {@link IllegalStateException} instead. Messages never hold secrets. Immutable, as far as a {@link Throwable} is.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings(
        "serial") // Each nested situation is serializable as its parent is; its form is not kept between versions.
public abstract sealed class HypervisorException extends RuntimeException {
    private final String what;
    private final @Nullable String backend;
    private final @Nullable String operation;
    private final @Nullable String subject;
    private final @Nullable String remedy;
    private final @Nullable NativeError nativeError;
    private final boolean isTransient;

    private HypervisorException(ErrorDetails details) {
        super(details.message(), details.cause());
        what = details.what();
        backend = details.backend();
        operation = details.operation();
        subject = details.subject();
        remedy = details.remedy();
        nativeError = details.nativeError();
        isTransient = details.isTransient();
    }

    /** What happened, without where and on what; {@link #getMessage()} has it all. A clause without a final full stop. */
    public String detail() {
        return what;
    }

    /** The id of the backend that it came from. */
    public Optional<String> backend() {
        return Optional.ofNullable(backend);
    }

    /** What was being done. */
    public Optional<String> operation() {
        return Optional.ofNullable(operation);
    }

    /** On what it was being done. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** What a person can do about it, as a clause without a final full stop; empty where nothing is known to help. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** The error as the host's own software gave it. */
    public Optional<NativeError> nativeError() {
        return Optional.ofNullable(nativeError);
    }

    /** Whether it is likely to pass when tried again later, without any other change. */
    public boolean isTransient() {
        return isTransient;
    }

    /** The guest, device, volume or other thing does not exist, or no longer. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class NotFound extends HypervisorException {
        /** An error with these details. */
        public NotFound(ErrorDetails details) {
            super(details);
        }
    }

    /** It exists already, is owned by another, or a name is borne by several. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Conflict extends HypervisorException {
        /** An error with these details. */
        public Conflict(ErrorDetails details) {
            super(details);
        }
    }

    /** The thing is there, but not in a state in which this can be done. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class WrongState extends HypervisorException {
        /** An error with these details. */
        public WrongState(ErrorDetails details) {
            super(details);
        }
    }

    /** The host knows the caller and does not allow it, or the login was refused. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class PermissionDenied extends HypervisorException {
        /** An error with these details. */
        public PermissionDenied(ErrorDetails details) {
            super(details);
        }
    }

    /** This host or this kind of guest cannot do it, now or ever; {@link #reason()} says which. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Unsupported extends HypervisorException {
        private final Support.Reason reason;

        /** An error for this reason with these details. */
        public Unsupported(Support.Reason reason, ErrorDetails details) {
            super(details);
            this.reason = reason;
        }

        /** Why it cannot be done. */
        public Support.Reason reason() {
            return reason;
        }
    }

    /** The host cannot be reached, or the connection to it broke. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Unreachable extends HypervisorException {
        /** An error with these details. */
        public Unreachable(ErrorDetails details) {
            super(details);
        }
    }

    /** No answer came before the deadline; the work may still be going on. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class TimedOut extends HypervisorException {
        /** An error with these details. */
        public TimedOut(ErrorDetails details) {
            super(details);
        }
    }

    /** The host tried and failed; {@link #nativeError()} has its own words. Immutable, as far as a {@link Throwable} is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class HostFailure extends HypervisorException {
        /** An error with these details. */
        public HostFailure(ErrorDetails details) {
            super(details);
        }
    }
}
