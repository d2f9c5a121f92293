/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.root.HostFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of the kernel's command line that bear on virtualization; nothing else of it is kept, because it may hold
 * secrets. Immutable.
 */
final class KernelCommandLine {
    /** Documentation/admin-guide/kernel-parameters.txt. */
    private static final Set<String> KEYS = Set.of(
            "intel_iommu",
            "amd_iommu",
            "iommu",
            "iommu.passthrough",
            "iommu.strict",
            "intremap",
            "nointremap",
            "noiommu",
            "kvm-arm.mode",
            "mem_encrypt",
            "clearcpuid",
            "nosmx",
            "pci");

    private final List<String> parameters;

    private KernelCommandLine(List<String> parameters) {
        this.parameters = parameters;
    }

    static KernelCommandLine read(HostFiles files) {
        String line = files.attribute("/proc/cmdline").value().orElse("");
        return new KernelCommandLine(List.of(line.split("\\s+")).stream()
                .filter(KernelCommandLine::isKept)
                .toList());
    }

    private static boolean isKept(String parameter) {
        int equals = parameter.indexOf('=');
        return KEYS.contains(equals < 0 ? parameter : parameter.substring(0, equals));
    }

    /** The last parameter with this key, which is the one that counts, as evidence. */
    Optional<Evidence> find(String key) {
        return parameters.stream()
                .filter(parameter -> parameter.equals(key) || parameter.startsWith(key + "="))
                .reduce((earlier, later) -> later)
                .map(parameter -> Evidence.ofKernel("/proc/cmdline", parameter));
    }

    /** Whether the comma-separated values of a key have this one. */
    boolean has(String key, String value) {
        return find(key)
                .map(Evidence::value)
                .map(parameter -> List.of(parameter
                        .substring(Math.min(parameter.length(), key.length() + 1))
                        .split(",")))
                .map(values -> values.contains(value))
                .orElse(false);
    }
}
