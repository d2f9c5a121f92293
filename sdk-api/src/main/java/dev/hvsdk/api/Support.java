/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A capability that can be used, or the reason why it cannot, as data with a remedy.
 *
 * <p>Answers of reason {@link Reason#NOT_IMPLEMENTED} and {@link Reason#NO_SUCH_CONCEPT} never change while a connection is open;
 * the others may. Immutable.
 *
 * @param <C> the type of the capability
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Support<C> {
    /** Why something is not available. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    enum Reason {
        /** The technology can do it; this backend does not do it yet. */
        NOT_IMPLEMENTED,
        /** The technology has no such notion: a container has no firmware. */
        NO_SUCH_CONCEPT,
        /** Software is missing on this machine or on the host; the remedy names the package. */
        MISSING_SOFTWARE,
        /** The host's or this machine's software is too old for it. */
        TOO_OLD,
        /** The host could do it if it were set up for it; the remedy says how. */
        HOST_MISCONFIGURED,
        /** The caller may not, or the connection is read-only. */
        PERMISSION_DENIED,
        /** The guest or the host would have to be in another state. */
        WRONG_STATE;

        /** The identifier in text and JSON: lower case with hyphens, such as {@code host-misconfigured}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * It can be used. Immutable.
     *
     * @param capability the object that does it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Available<C>(C capability) implements Support<C> {}

    /** It cannot be used, and why. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    final class Unavailable<C> implements Support<C> {
        private final Reason reason;
        private final String detail;
        private final @Nullable String remedy;

        private Unavailable(Reason reason, String detail, @Nullable String remedy) {
            this.reason = reason;
            this.detail = detail;
            this.remedy = remedy;
        }

        /** The kind of reason. */
        public Reason reason() {
            return reason;
        }

        /** The reason for people, as a clause without a final full stop. */
        public String detail() {
            return detail;
        }

        /** What a person can do about it; empty where nothing helps. */
        public Optional<String> remedy() {
            return Optional.ofNullable(remedy);
        }

        private HypervisorException toException() {
            ErrorDetails.Builder details = ErrorDetails.builder(detail);
            if (remedy != null) {
                details.remedy(remedy);
            }
            return switch (reason) {
                case PERMISSION_DENIED -> new HypervisorException.PermissionDenied(details.build());
                case WRONG_STATE -> new HypervisorException.WrongState(details.build());
                default -> new HypervisorException.Unsupported(reason, details.build());
            };
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unavailable<?> that && Arrays.equals(parts(), that.parts());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts());
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {reason, detail, remedy};
        }

        /** Such as {@code unavailable (host-misconfigured): the host has no IOMMU}. */
        @Override
        public String toString() {
            return "unavailable (" + reason.id() + "): " + detail;
        }
    }

    /** It can be used, by this object. */
    static <C> Support<C> available(C capability) {
        return new Available<>(capability);
    }

    /** It cannot be used, and nothing helps. */
    static <C> Support<C> unavailable(Reason reason, String detail) {
        return new Unavailable<>(reason, detail, null);
    }

    /** It cannot be used, and this is what a person can do about it. */
    static <C> Support<C> unavailable(Reason reason, String detail, String remedy) {
        return new Unavailable<>(reason, detail, remedy);
    }

    /** Whether it can be used. */
    default boolean isAvailable() {
        return this instanceof Available;
    }

    /**
     * The object that does it.
     *
     * @throws HypervisorException.Unsupported if it is not available
     * @throws HypervisorException.PermissionDenied if it is not available for lack of permission
     * @throws HypervisorException.WrongState if it is not available in the present state
     */
    default C require() {
        if (this instanceof Unavailable<C> unavailable) {
            throw unavailable.toException();
        }
        return ((Available<C>) this).capability();
    }

    /** The object that does it, if it is available; the reason is lost. */
    default Optional<C> asOptional() {
        return this instanceof Available<C> available ? Optional.of(available.capability()) : Optional.empty();
    }

    /** Another view of what is available; an absence stays as it is, reason and remedy included. */
    default <D> Support<D> map(Function<? super C, ? extends D> view) {
        if (this instanceof Unavailable<C> no) {
            return new Unavailable<>(no.reason, no.detail, no.remedy);
        }
        return available(view.apply(((Available<C>) this).capability()));
    }

    /** Calls the action with the object that does it, if it is available. */
    default void ifAvailable(Consumer<? super C> action) {
        asOptional().ifPresent(action);
    }
}
