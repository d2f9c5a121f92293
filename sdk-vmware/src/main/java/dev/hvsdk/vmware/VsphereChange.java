/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of a guest, where the portable API has no word for it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereChange {
    private final @Nullable String note;
    private final @Nullable String guestId;
    private final @Nullable Boolean memoryHotAdd;
    private final @Nullable Boolean cpuHotAdd;
    private final Map<String, String> options;
    private final @Nullable Boolean changeTracking;
    private final @Nullable Boolean nested;

    private VsphereChange(Builder builder) {
        note = builder.note;
        guestId = builder.guestId;
        memoryHotAdd = builder.memoryHotAdd;
        cpuHotAdd = builder.cpuHotAdd;
        // Not Map.copyOf, whose order differs from run to run.
        options = Collections.unmodifiableMap(new LinkedHashMap<>(builder.options));
        changeTracking = builder.changeTracking;
        nested = builder.nested;
    }

    /** Starts without a change. */
    public static Builder builder() {
        return new Builder();
    }

    private String changed() {
        List<String> names = new ArrayList<>();
        part(names, "note", note);
        part(names, "guestId", guestId);
        part(names, "memoryHotAdd", memoryHotAdd);
        part(names, "cpuHotAdd", cpuHotAdd);
        names.addAll(options.keySet());
        part(names, "changeTracking", changeTracking);
        part(names, "nested", nested);
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static void part(List<String> names, String name, @Nullable Object value) {
        if (value != null) {
            names.add(name);
        }
    }

    /** What people have written about it; empty to leave it. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** The operating system, by the server's word; empty to leave it. */
    public Optional<String> guestId() {
        return Optional.ofNullable(guestId);
    }

    /** Whether it can be given memory while it runs; empty to leave it. */
    public Optional<Boolean> memoryHotAdd() {
        return Optional.ofNullable(memoryHotAdd);
    }

    /** Whether it can be given CPUs while it runs; empty to leave it. */
    public Optional<Boolean> cpuHotAdd() {
        return Optional.ofNullable(cpuHotAdd);
    }

    /** Further settings, as the lines of its .vmx have them; an empty value takes one away. */
    public Map<String, String> options() {
        return options;
    }

    /** Whether changed blocks of its disks are tracked, for backups; empty to leave it. */
    public Optional<Boolean> changeTracking() {
        return Optional.ofNullable(changeTracking);
    }

    /** Whether it sees VT-x or AMD-V; empty to leave it. */
    public Optional<Boolean> nested() {
        return Optional.ofNullable(nested);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereChange that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {note, guestId, memoryHotAdd, cpuHotAdd, options, changeTracking, nested};
    }

    /** What is changed, without values: those may be secrets. */
    @Override
    public String toString() {
        return "change of " + changed();
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable String note;
        private @Nullable String guestId;
        private @Nullable Boolean memoryHotAdd;
        private @Nullable Boolean cpuHotAdd;
        private final Map<String, String> options = new LinkedHashMap<>();
        private @Nullable Boolean changeTracking;
        private @Nullable Boolean nested;

        private Builder() {}

        /** Sets what people read about it. */
        public Builder note(String note) {
            this.note = note;
            return this;
        }

        /** Sets the operating system, by the server's word: {@code debian11_64Guest}. */
        public Builder guestId(String guestId) {
            this.guestId = guestId;
            return this;
        }

        /** Says whether it can be given memory while it runs; the guest has to be stopped for this change. */
        public Builder memoryHotAdd(boolean memoryHotAdd) {
            this.memoryHotAdd = memoryHotAdd;
            return this;
        }

        /** Says whether it can be given CPUs while it runs; the guest has to be stopped for this change. */
        public Builder cpuHotAdd(boolean cpuHotAdd) {
            this.cpuHotAdd = cpuHotAdd;
            return this;
        }

        /** Sets one of the further settings, as the lines of its .vmx have them; an empty value takes it away. */
        public Builder option(String name, String value) {
            options.put(name, value);
            return this;
        }

        /** Says whether changed blocks of its disks are tracked, for backups. */
        public Builder changeTracking(boolean changeTracking) {
            this.changeTracking = changeTracking;
            return this;
        }

        /** Says whether it sees VT-x or AMD-V, so that it can run guests of its own; it has to be stopped for this change. */
        public Builder nested(boolean nested) {
            this.nested = nested;
            return this;
        }

        /** The finished value. */
        public VsphereChange build() {
            return new VsphereChange(this);
        }
    }
}
