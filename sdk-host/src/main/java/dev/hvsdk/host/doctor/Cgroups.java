/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.host.root.HostFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which controllers of resources the kernel gives to groups of processes, of either version.
 *
 * <p>Immutable.
 */
final class Cgroups {
    /** Documentation/admin-guide/cgroup-v2.rst: those available at the root of what is mounted here. */
    private static final String UNIFIED = "/sys/fs/cgroup/cgroup.controllers";

    /** Name, number of the hierarchy (0 for none), count of groups, and whether it is switched on: cgroups(7). */
    private static final String TABLE = "/proc/cgroups";

    /** What version 2 has without a controller: accounting and freezing are its core, devices are eBPF's. */
    private static final Set<String> BUILT_IN = Set.of("cpuacct", "devices", "freezer");

    private final Optional<Set<String>> unified;
    private final Optional<Set<String>> mounted;

    private Cgroups(Optional<Set<String>> unified, Optional<Set<String>> mounted) {
        this.unified = unified;
        this.mounted = mounted;
    }

    static Cgroups read(HostFiles files) {
        return new Cgroups(
                files.attribute(UNIFIED).value().map(words -> Set.of(words.split("\\s+"))),
                files.text(TABLE).value().map(Cgroups::mounted));
    }

    private static Set<String> mounted(String table) {
        Set<String> names = new HashSet<>();
        for (String line : table.lines().toList()) {
            String[] fields = line.split("\\s+");
            if (fields.length == 4 && !fields[0].startsWith("#") && !fields[1].equals("0") && fields[3].equals("1")) {
                names.add(fields[0]);
            }
        }
        return names;
    }

    /** Whether anything is known. */
    boolean isKnown() {
        return unified.isPresent() || mounted.isPresent();
    }

    /** Whether version 2 is all that there is. */
    boolean isUnified() {
        return unified.isPresent();
    }

    /** Where a controller of version 1 by this name, or what replaced it, is found. */
    Optional<String> find(String name) {
        String newName = name.equals("blkio") ? "io" : name;
        if (mounted.filter(names -> names.contains(name)).isPresent()) {
            return Optional.of("version 1");
        } else if (unified.isPresent() && BUILT_IN.contains(name)) {
            return Optional.of("part of version 2");
        }
        return unified.filter(names -> names.contains(newName)).map(names -> "version 2, as " + newName);
    }

    /** What a person does where a controller is missing. */
    String remedy(String name) {
        return "boot with cgroup_enable=" + name + ", or have it delegated where this is a container"
                + (isUnified()
                        ? ""
                        : "; or mount it: mount -t cgroup -o " + name + " " + name + " /sys/fs/cgroup/" + name);
    }

    /** A check for each of these. */
    static List<HostCheck> checks(CheckGroup group, Verdict missing, String... names) {
        return List.of(names).stream()
                .map(name -> new HostCheck(
                        group,
                        "cgroup-" + name,
                        "the control group's controller " + name,
                        patient -> examine(patient, name, missing)))
                .toList();
    }

    private static Outcome examine(Patient patient, String name, Verdict missing) {
        Cgroups cgroups = patient.cgroups();
        if (!cgroups.isKnown()) {
            return Outcome.unknown(
                    "neither " + UNIFIED + " nor " + TABLE + " can be read",
                    "mount the control groups, or look on the host");
        }
        // What version 1 lacks version 2 may have, which is seen below /sys alone.
        return cgroups.find(name)
                .map(Outcome::pass)
                .or(() -> cgroups.isUnified() ? Optional.empty() : patient.withoutSysfs())
                .orElseGet(() -> new Outcome(missing, "it is not there, so " + use(name), cgroups.remedy(name)));
    }

    private static String use(String name) {
        return switch (name) {
            case "cpu" -> "guests share the CPU without weights and limits";
            case "cpuacct" -> "nobody counts the CPU time of a guest";
            case "cpuset" -> "guests are bound to no CPUs and memory nodes";
            case "memory" -> "the memory of a guest has no limit";
            case "devices" -> "a guest's process may open any device";
            case "freezer" -> "containers cannot be paused";
            default -> "the disk traffic of a guest has no limit";
        };
    }
}
