/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.RecordedFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the registers of the CPUs of a dump.
 *
 * <p>Where a register is written twice the first counts: some tools print a leaf both by itself and among its sub-leaves, and a process that
 * moves between CPUs reads the number of another. Not thread-safe: one for each dump.
 */
final class DumpBuilder {
    /** As many as Linux is built for (NR_CPUS of x86). */
    static final int MAX_CPUS = 8192;

    private static final int EXTENDED_FEATURES = 0x8000_0001;
    private static final int LONG_MODE = 1 << 29;

    private final Map<String, Registers> cpus = new LinkedHashMap<>();
    private @Nullable Registers current;

    /** Whether the dump has headings, which alone say then where a CPU begins. */
    private boolean named;

    /** Goes on with the CPU of this name, a new one if there is none yet; false if there are too many. */
    boolean select(String name) {
        named = true;
        current = cpus.computeIfAbsent(name, any -> new Registers());
        return !isOverfull();
    }

    /** Goes on with the first CPU, of which tools write registers that are the same on all. */
    void selectFirst() {
        String first = cpus.keySet().stream().findFirst().orElse(numbered(0));
        current = cpus.computeIfAbsent(first, any -> new Registers());
    }

    /** Goes on with a new CPU, whose name the dump does not tell. */
    boolean selectNext() {
        int number = cpus.size();
        while (cpus.containsKey(numbered(number))) {
            number++;
        }
        return select(numbered(number));
    }

    /** Goes on with a new CPU where a dump without headings comes to the first leaf again; false if there are too many. */
    boolean selectByFirstLeaf(int leaf) {
        boolean another = leaf == 0 && !named && has(0, 0);
        if (another) {
            selectNext();
            named = false;
        }
        return !isOverfull();
    }

    boolean isOverfull() {
        return cpus.size() > MAX_CPUS;
    }

    static String numbered(int number) {
        return "CPU " + number;
    }

    /** Whether the current CPU has the sub-leaf already. */
    boolean has(int leaf, int subleaf) {
        return current != null && current.leaves.containsKey(key(leaf, subleaf));
    }

    /** A sub-leaf, of the first CPU if none was selected. */
    void leaf(int leaf, int subleaf, CpuidLeaf registers) {
        current().leaves.putIfAbsent(key(leaf, subleaf), registers);
    }

    /** The sub-leaf after those that there are. */
    int nextSubleaf(int leaf) {
        int subleaf = 0;
        while (has(leaf, subleaf)) {
            subleaf++;
        }
        return subleaf;
    }

    void msr(int index, long value) {
        current().msrs.putIfAbsent(index, value);
    }

    private Registers current() {
        if (current == null) {
            selectFirst();
        }
        return Objects.requireNonNull(current);
    }

    private static long key(int leaf, int subleaf) {
        return ((long) subleaf << 32) | (leaf & 0xffff_ffffL);
    }

    /** Those of which there is something. */
    List<DumpedCpu> build() {
        List<DumpedCpu> built = new ArrayList<>();
        cpus.forEach((name, registers) -> {
            if (!registers.leaves.isEmpty()) {
                built.add(new DumpedCpu(name, registers.facts()));
            }
        });
        return List.copyOf(built);
    }

    /** Those of one CPU. */
    private static final class Registers {
        private final Map<Long, CpuidLeaf> leaves = new HashMap<>();
        private final Map<Integer, Long> msrs = new HashMap<>();

        RecordedFacts facts() {
            RecordedFacts.Builder facts = RecordedFacts.builder().machine(machine());
            leaves.forEach((key, registers) -> facts.cpuid(key.intValue(), (int) (key >>> 32), registers));
            msrs.forEach(facts::msr);
            return facts.build();
        }

        /** Only x86 has CPUID; whether a kernel would call it 64-bit, the CPU says. */
        private String machine() {
            CpuidLeaf features = leaves.get(key(EXTENDED_FEATURES, 0));
            return features == null || (features.edx() & LONG_MODE) == 0 ? "i686" : "x86_64";
        }
    }
}
