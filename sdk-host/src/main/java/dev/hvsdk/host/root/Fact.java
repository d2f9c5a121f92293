/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Something about a host that was read, or the reason why it was not.
 *
 * <p>The SDK never replaces what it could not read by a guess or a zero. Immutable, if the value is.
 *
 * @param <T> the type of what is read
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Fact<T> {
    /** Why something is not known. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    enum Reason {
        /** It does not exist on this host: no such file, no such CPUID leaf. */
        ABSENT,
        /** It exists, and the caller may not read it. */
        DENIED,
        /** It exists and cannot be made sense of: rubbish, a loop of links, a directory where a file should be. */
        DAMAGED,
        /** A captured host does not hold it. */
        NOT_CAPTURED,
        /** This kind of machine or Java cannot be asked for it. */
        UNSUPPORTED
    }

    /**
     * What was read. Immutable, if the content is.
     *
     * @param content what was read
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Known<T>(T content) implements Fact<T> {}

    /**
     * Why it was not read. Immutable.
     *
     * @param reason the kind of reason
     * @param detail what was tried and what happened, one line without secrets
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Unknown<T>(Reason reason, String detail) implements Fact<T> {}

    /** A fact that was read. */
    static <T> Fact<T> known(T value) {
        return new Known<>(value);
    }

    /** A fact that was not read, and why. */
    static <T> Fact<T> unknown(Reason reason, String detail) {
        return new Unknown<>(reason, detail);
    }

    /** The value, if it is known. */
    default Optional<T> value() {
        return this instanceof Known<T> known ? Optional.of(known.content()) : Optional.empty();
    }

    /** Why it is not known, if it is not. */
    default Optional<Unknown<T>> problem() {
        return this instanceof Unknown<T> unknown ? Optional.of(unknown) : Optional.empty();
    }

    /** Whether the value is known. */
    default boolean isKnown() {
        return this instanceof Known;
    }

    /** Whether it is unknown for lack of permission, so that root would learn more. */
    default boolean isDenied() {
        return this instanceof Unknown<T> unknown && unknown.reason() == Reason.DENIED;
    }

    /** The value turned into another, or the same reason. */
    default <R> Fact<R> map(Function<? super T, ? extends R> mapper) {
        return flatMap(value -> known(mapper.apply(value)));
    }

    /** The value turned into another fact, or the same reason. */
    default <R> Fact<R> flatMap(Function<? super T, Fact<R>> mapper) {
        if (this instanceof Known<T> known) {
            return mapper.apply(known.content());
        }
        Unknown<T> unknown = (Unknown<T>) this;
        return unknown(unknown.reason(), unknown.detail());
    }
}
