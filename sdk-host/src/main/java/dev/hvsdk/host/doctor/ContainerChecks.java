/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.host.root.Fact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether engines such as Docker and Podman find what they need. */
final class ContainerChecks {
    private static final List<String> NAMESPACES = List.of("pid", "mnt", "uts", "ipc", "net", "user", "cgroup");

    /** Where engines listen for their clients. */
    private static final Map<String, String> SOCKETS = new TreeMap<>(Map.of(
            "/run/docker.sock", "Docker",
            "/run/podman/podman.sock", "Podman",
            "/run/containerd/containerd.sock", "containerd",
            "/run/crio/crio.sock", "CRI-O",
            "/var/lib/lxd/unix.socket", "LXD",
            "/var/lib/incus/unix.socket", "Incus"));

    private ContainerChecks() {}

    static List<HostCheck> all() {
        return List.of(
                check("namespaces", "the kernel's namespaces", patient -> Namespaces.all(patient, NAMESPACES)),
                check("cgroups", "control groups of version 2", ContainerChecks::cgroups),
                check("overlay", "images in layers (overlayfs)", ContainerChecks::overlay),
                check("seccomp", "filters of system calls", ContainerChecks::seccomp),
                check("user-namespaces", "containers of users who are not root", Namespaces::unprivileged),
                check(
                        "newuidmap",
                        "user ids for containers of users who are not root",
                        Places.program(
                                "newuidmap",
                                Verdict.WARN,
                                "install it (uidmap, shadow-utils), and give users ranges in /etc/subuid and /etc/subgid",
                                "/usr/bin/newuidmap")),
                check("forwarding", "networks of containers", ContainerChecks::forwarding),
                check("engine", "an engine that listens", ContainerChecks::engine));
    }

    private static HostCheck check(String name, String title, Examination examination) {
        return new HostCheck(CheckGroup.CONTAINERS, name, title, examination);
    }

    private static Outcome cgroups(Patient patient) {
        if (!patient.cgroups().isKnown()) {
            return Outcome.unknown("no control groups can be read", "mount them, or look on the host");
        }
        return patient.cgroups().isUnified()
                ? Outcome.pass("version 2 alone")
                : patient.withoutSysfs()
                        .orElseGet(() -> Outcome.warn(
                                "version 1, which systemd and engines give up",
                                "boot with systemd.unified_cgroup_hierarchy=1, or mount cgroup2 on /sys/fs/cgroup"));
    }

    private static Outcome overlay(Patient patient) {
        Fact<String> known = patient.files().text("/proc/filesystems");
        boolean there = known.value()
                .filter(list -> list.lines().anyMatch(line -> line.strip().endsWith("\toverlay")))
                .isPresent();
        if (there) {
            return Outcome.pass("/proc/filesystems has overlay");
        }
        return known.isKnown()
                ? Outcome.warn(
                        "/proc/filesystems has no overlay, so engines copy images whole (vfs)", "modprobe overlay")
                : Outcome.unknown("/proc/filesystems cannot be read", "look on the host");
    }

    private static Outcome seccomp(Patient patient) {
        if (patient.files().exists("/proc/sys/kernel/seccomp/actions_avail")) {
            return Outcome.pass("the kernel has them");
        }
        return patient.wasAsked()
                ? Outcome.warn(
                        "the kernel has none, so containers may call all of it",
                        "Boot a kernel built with CONFIG_SECCOMP_FILTER")
                : Outcome.notCaptured("/proc/sys/kernel/seccomp");
    }

    private static Outcome forwarding(Patient patient) {
        Fact<String> value = patient.files().attribute("/proc/sys/net/ipv4/ip_forward");
        return value.value()
                .map(on -> on.equals("1")
                        ? Outcome.pass("the kernel forwards packets")
                        : new Outcome(
                                Verdict.NOTE,
                                "the kernel forwards no packets; engines switch it on when they start",
                                "sysctl net.ipv4.ip_forward=1, for an engine that does not"))
                .orElseGet(() -> Outcome.unknown("/proc/sys/net/ipv4/ip_forward cannot be read", "look on the host"));
    }

    private static Outcome engine(Patient patient) {
        List<String> engines = SOCKETS.entrySet().stream()
                .filter(engine -> patient.files().exists(engine.getKey()))
                .map(engine -> engine.getValue() + " (" + engine.getKey() + ")")
                .toList();
        return engines.isEmpty()
                ? Outcome.note("no socket of Docker, Podman, containerd, CRI-O, LXD or Incus was found")
                : Outcome.pass(String.join(", ", engines));
    }
}
