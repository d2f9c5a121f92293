/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /proc/cpuinfo} as blocks of keys and values, whatever the architecture.
 *
 * <p>Immutable.
 */
public final class Cpuinfo {
    /** 2,048 CPUs of 1.5 KiB each are 3 MiB; more than 8 MiB is no cpuinfo. */
    private static final int LIMIT = 8 << 20;

    /** At least four CPUs of any architecture. */
    private static final int FIRST = 1 << 14;

    private final List<Map<String, String>> blocks;

    private Cpuinfo(List<Map<String, String>> blocks) {
        this.blocks = blocks;
    }

    /** Reads the file of a host. */
    public static Fact<Cpuinfo> read(HostFiles files) {
        return files.wholeText("/proc/cpuinfo", LIMIT).map(Cpuinfo::parse);
    }

    /** The same of the first CPUs only, for what is the same on all: the live file costs an interrupt of every CPU that is read. */
    public static Fact<Cpuinfo> readFirst(HostFiles files) {
        return files.text("/proc/cpuinfo", FIRST).map(Cpuinfo::parse);
    }

    /** That of a host which shows none. */
    public static Cpuinfo empty() {
        return new Cpuinfo(List.of());
    }

    static Cpuinfo parse(String text) {
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                addUnlessEmpty(blocks, block);
                block = new LinkedHashMap<>();
            } else {
                addLine(block, line);
            }
        }
        addUnlessEmpty(blocks, block);
        return new Cpuinfo(List.copyOf(blocks));
    }

    private static void addUnlessEmpty(List<Map<String, String>> blocks, Map<String, String> block) {
        if (!block.isEmpty()) {
            blocks.add(block);
        }
    }

    private static void addLine(Map<String, String> block, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            block.putIfAbsent(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    /** The blocks between empty lines, in the order of the file. */
    public List<Map<String, String>> blocks() {
        return blocks;
    }

    /** The first value of a key in any block. */
    public Optional<String> first(String key) {
        return blocks.stream()
                .map(block -> block.get(key))
                .filter(value -> value != null)
                .findFirst();
    }

    /** The words of the first {@code flags} (x86), {@code Features} (ARM), {@code features} (s390x) or {@code isa} (RISC-V) line. */
    public Set<String> flags() {
        return List.of("flags", "Features", "features", "isa").stream()
                .flatMap(key -> first(key).stream())
                .findFirst()
                .map(Cpuinfo::words)
                .orElse(Set.of());
    }

    /** The words of the {@code vmx flags} line, which Linux 5.7 and later show for a usable VT-x. */
    public Set<String> vmxFlags() {
        return first("vmx flags").map(Cpuinfo::words).orElse(Set.of());
    }

    private static Set<String> words(String line) {
        Set<String> words = new LinkedHashSet<>(List.of(line.split("\\s+")));
        words.remove("");
        return words;
    }
}
