/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device could be given to a guest now, and what stands in the way.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Assignability {
    /** The possible answers. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum State {
        /** It can be assigned as it is. */
        READY,
        /** It can be assigned after steps that the SDK or a person can take on the running host, such as binding to vfio-pci. */
        PREPARABLE,
        /** It cannot be assigned until something changes that a running host cannot change by itself. */
        BLOCKED,
        /** It could not be found out. */
        UNKNOWN;

        /** The identifier in text and JSON, in lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final State state;
    private final List<Blocker> blockers;
    private final List<Blocker> cautions;
    private final @Nullable String remedy;

    private Assignability(State state, List<Blocker> blockers, @Nullable String remedy) {
        this(state, blockers, List.of(), remedy);
    }

    private Assignability(State state, List<Blocker> blockers, List<Blocker> cautions, @Nullable String remedy) {
        this.state = state;
        this.blockers = List.copyOf(blockers);
        this.cautions = List.copyOf(cautions);
        this.remedy = remedy;
    }

    /** The device can be assigned as it is. */
    public static Assignability ready() {
        return new Assignability(State.READY, List.of(), null);
    }

    /** The device can be assigned once the blockers are out of the way, which the running host can do. */
    public static Assignability preparable(List<Blocker> blockers, String remedy) {
        return new Assignability(State.PREPARABLE, blockers, remedy);
    }

    /** The device cannot be assigned for these reasons; {@code remedy} is null where none is known. */
    public static Assignability blocked(List<Blocker> blockers, @Nullable String remedy) {
        return new Assignability(State.BLOCKED, blockers, remedy);
    }

    /** It could not be found out; {@code remedy} says what would be needed to know, null where nothing helps. */
    public static Assignability unknown(@Nullable String remedy) {
        return new Assignability(State.UNKNOWN, List.of(), remedy);
    }

    /** The same answer with what does not prevent the assignment but has to be known. */
    public Assignability withCautions(List<Blocker> cautions) {
        return new Assignability(state, blockers, cautions, remedy);
    }

    /** The answer. */
    public State state() {
        return state;
    }

    /** What stands in the way, gravest first; empty if nothing does. */
    public List<Blocker> blockers() {
        return blockers;
    }

    /**
     * What does not prevent the assignment but has to be known before it, gravest first: a function that cannot be reset
     * between two guests, interrupts that are not isolated because the administrator allowed it.
     */
    public List<Blocker> cautions() {
        return cautions;
    }

    /** What a person can do about it. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Assignability that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {state, blockers, cautions, remedy};
    }

    /** Such as {@code blocked: the machine has no IOMMU}. */
    @Override
    public String toString() {
        return blockers.isEmpty() ? state.id() : state.id() + ": " + blockers.get(0);
    }
}
