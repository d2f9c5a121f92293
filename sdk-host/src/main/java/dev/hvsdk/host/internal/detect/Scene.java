/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFacts;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look at a host: each file is read when it is first needed and at most once.
 *
 * <p>Not thread-safe: one per run.
 */
final class Scene {
    /** Two CPUs of x86; enough for what detection looks for, and cheap where each further CPU costs an interrupt. */
    private static final int CPUINFO_HEAD = 8 << 10;

    /** POWER's lines about the machine come after those of all its CPUs. */
    private static final int CPUINFO_WHOLE = 1 << 20;

    /** The first is a link to the second, which a capture may lack. */
    private static final List<String> DMI_DIRECTORIES = List.of("/sys/class/dmi/id/", "/sys/devices/virtual/dmi/id/");

    private static final int DEFAULT_LIMIT = 256 << 10;

    private final HostRoot root;
    private final Map<String, Fact<String>> texts = new HashMap<>();
    private final Map<String, Optional<String>> dmi = new HashMap<>();
    private final @Nullable String dmiDirectory;
    private @Nullable Architecture architecture;
    private final Trace trace = new Trace();
    private final Set<Limitation> limitations = new LinkedHashSet<>();

    Scene(HostRoot root) {
        this.root = root;
        this.dmiDirectory = DMI_DIRECTORIES.stream()
                .filter(root.files()::exists)
                .findFirst()
                .orElse(null);
    }

    private HostFiles files() {
        return root.files();
    }

    HostFacts facts() {
        return root.facts();
    }

    boolean isLive() {
        return root.isLive();
    }

    /** What was seen and judged so far. */
    Trace trace() {
        return trace;
    }

    /** The text of a file, or why it could not be read. */
    Fact<String> text(String path) {
        return texts.computeIfAbsent(path, file -> files().wholeText(file, DEFAULT_LIMIT));
    }

    /** The text of a file, if it can be read. */
    Optional<String> read(String path) {
        return text(path).value();
    }

    /** The text of a small file without the white space around it, if it can be read. */
    Optional<String> attribute(String path) {
        return read(path).map(String::strip);
    }

    /** A property of the device tree: the text up to its first zero byte, if it can be read. */
    Optional<String> property(String path) {
        return read(path)
                .map(text -> text.indexOf('\0') < 0 ? text : text.substring(0, text.indexOf('\0')))
                .map(String::strip);
    }

    Fact<byte[]> bytes(String path, int limit) {
        return files().bytes(path, limit);
    }

    boolean exists(String path) {
        return files().exists(path);
    }

    List<String> list(String path) {
        return files().list(path).value().orElse(List.of());
    }

    /** The beginning of {@code /proc/cpuinfo}; all of it on POWER. Empty if it cannot be read. */
    String cpuinfo() {
        return architecture() == Architecture.POWER ? cpuinfo(CPUINFO_WHOLE) : cpuinfo(CPUINFO_HEAD);
    }

    private String cpuinfo(int limit) {
        return texts.computeIfAbsent("/proc/cpuinfo " + limit, any -> files().text("/proc/cpuinfo", limit))
                .value()
                .orElse("");
    }

    Optional<String> cpuinfo(String key) {
        return Lines.value(cpuinfo(), key, ':');
    }

    Optional<CpuidLeaf> cpuid(int leaf) {
        return facts().cpuid(leaf, 0).value();
    }

    /** What kind of CPU the kernel says it runs on, or else its cpuinfo looks like. */
    Architecture architecture() {
        if (architecture == null) {
            architecture = facts().machine()
                    .value()
                    .map(Architecture::of)
                    .orElseGet(() -> Architecture.ofCpuinfo(cpuinfo(CPUINFO_HEAD)));
        }
        return architecture;
    }

    /** Where the firmware's device tree is; the first path is a link to the second, which a capture may lack. */
    String deviceTree() {
        return exists("/proc/device-tree") ? "/proc/device-tree" : "/sys/firmware/devicetree/base";
    }

    /** A string of the DMI tables, if there is one with something in it. */
    Optional<String> dmi(String field) {
        return dmi.computeIfAbsent(field, this::readDmi);
    }

    private Optional<String> readDmi(String field) {
        Optional<String> value = dmiDirectory == null ? recordedDmi(field) : attribute(dmiDirectory + field);
        return value.filter(text -> !text.isEmpty());
    }

    /** A live machine's fact would be a file of the directory that is not there. */
    private Optional<String> recordedDmi(String field) {
        return isLive() ? Optional.empty() : facts().dmi(field).value().map(String::strip);
    }

    /** The inode number of a namespace of the observed process, if it can be told. */
    Optional<Long> namespace(String kind) {
        return facts().namespace(kind).value();
    }

    /** Notes that a file exists and may not be read, and what root would learn from it. */
    void noteDenial(String path, String gain) {
        if (text(path).isDenied()) {
            limit("no permission to read " + path + ", which " + gain);
        }
    }

    void limit(String what) {
        limit(what, root.denialRemedy());
    }

    void limit(String what, String remedy) {
        limitations.add(new Limitation(what, remedy));
    }

    List<Limitation> limitations() {
        return new ArrayList<>(limitations);
    }
}
