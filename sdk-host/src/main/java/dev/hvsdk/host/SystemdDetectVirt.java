/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The SDK's answer in the words of systemd-detect-virt, for scripts that read them.
 *
 * <p>The words are those of systemd-detect-virt(1). It names one thing: the innermost container, or else the innermost virtual
 * machine. It tells what this SDK found out, so it differs where the SDK finds out more or is not misled; docs/detection.md
 * lists these differences. Thread-safe: it has no state.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SystemdDetectVirt {
    /** What is said where there is nothing; the command then exits with 1. */
    public static final String NONE = "none";

    /** What to look for, as the command's options say. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Scope {
        /** The container, or else the virtual machine. */
        ANY,
        /** The virtual machine alone: {@code --vm}. */
        VM,
        /** The container alone: {@code --container}. */
        CONTAINER
    }

    private static final Map<Technology, String> MACHINES = Map.ofEntries(
            Map.entry(Technology.KVM, "kvm"),
            Map.entry(Technology.QEMU, "qemu"),
            Map.entry(Technology.BOCHS, "bochs"),
            Map.entry(Technology.XEN, "xen"),
            Map.entry(Technology.UML, "uml"),
            Map.entry(Technology.VMWARE, "vmware"),
            Map.entry(Technology.VIRTUALBOX, "oracle"),
            Map.entry(Technology.HYPER_V, "microsoft"),
            Map.entry(Technology.VIRTUAL_PC, "microsoft"),
            Map.entry(Technology.IBM_ZVM, "zvm"),
            Map.entry(Technology.PARALLELS, "parallels"),
            Map.entry(Technology.BHYVE, "bhyve"),
            Map.entry(Technology.QNX, "qnx"),
            Map.entry(Technology.ACRN, "acrn"),
            Map.entry(Technology.POWERVM, "powervm"),
            Map.entry(Technology.APPLE_VIRTUALIZATION, "apple"),
            Map.entry(Technology.of("sre", Approach.FULL), "sre"));

    private static final Map<Technology, String> CONTAINERS = Map.of(
            Technology.SYSTEMD_NSPAWN, "systemd-nspawn",
            Technology.LXC, "lxc",
            Technology.LXD, "lxc",
            Technology.INCUS, "lxc",
            Technology.OPENVZ, "openvz",
            Technology.VIRTUOZZO, "openvz",
            Technology.DOCKER, "docker",
            Technology.PODMAN, "podman",
            Technology.WSL, "wsl",
            Technology.PROOT, "proot");

    private SystemdDetectVirt() {}

    /** The word for the innermost of what is looked for, or {@link #NONE}. */
    public static String word(Detection detection, Scope scope) {
        Optional<String> word = switch (scope) {
            case ANY -> container(detection).or(() -> machine(detection));
            case VM -> machine(detection);
            case CONTAINER -> container(detection);
        };
        return word.orElse(NONE);
    }

    private static Optional<String> container(Detection detection) {
        return innermost(detection.layers().stream()
                .filter(SystemdDetectVirt::isContainer)
                .map(layer -> CONTAINERS.getOrDefault(layer.technology(), "container-other"))
                .toList());
    }

    /** The agent of Kata runs the container in a machine of its own, which is a layer beside it. */
    private static boolean isContainer(VirtualizationLayer layer) {
        return layer.approach() == Approach.OS_LEVEL || layer.technology().equals(Technology.KATA);
    }

    private static Optional<String> machine(Detection detection) {
        return innermost(detection.layers().stream()
                .filter(SystemdDetectVirt::isMachine)
                .map(layer -> machine(layer, detection.platforms()))
                .toList());
    }

    /** A dom0 and a root partition are hosts, and a partition of IBM Z is what its users call the machine. */
    private static boolean isMachine(VirtualizationLayer layer) {
        return layer.role() == LayerRole.GUEST
                && !isContainer(layer)
                && layer.approach() != Approach.APPLICATION
                && !layer.technology().equals(Technology.IBM_LPAR);
    }

    private static String machine(VirtualizationLayer layer, List<Platform> platforms) {
        if (layer.technology().equals(Technology.KVM)) {
            return ofKvm(layer, platforms);
        }
        return MACHINES.getOrDefault(layer.technology(), "vm-other");
    }

    private static String ofKvm(VirtualizationLayer layer, List<Platform> platforms) {
        if (layer.variant().orElse("").equals(Technology.NITRO.id())) {
            return "amazon";
        }
        return platforms.contains(Platform.GOOGLE_CLOUD) ? "google" : "kvm";
    }

    private static Optional<String> innermost(List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.get(words.size() - 1));
    }
}
