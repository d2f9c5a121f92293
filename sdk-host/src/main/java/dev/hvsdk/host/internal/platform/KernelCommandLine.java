/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.internal.os.KernelParameters;
import dev.hvsdk.host.root.HostFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parameters of the kernel's command line that bear on virtualization; nothing else of it is kept, because it may hold
 * secrets. Immutable.
 */
public final class KernelCommandLine {
    private static final String SOURCE = "/proc/cmdline";

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

    /** Reads that of a host; of one that shows none, no parameter is known. */
    public static KernelCommandLine read(HostFiles files) {
        String line = files.attribute(SOURCE).value().orElse("");
        return new KernelCommandLine(KernelParameters.split(line).stream()
                .map(KernelParameters::unquoted)
                .filter(parameter -> KEYS.contains(keyOf(parameter)))
                .toList());
    }

    private static String keyOf(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    /** The last parameter with this key, which is the one that counts, as evidence. */
    public Optional<Evidence> find(String key) {
        return with(key).reduce((earlier, later) -> later).map(KernelCommandLine::evidence);
    }

    /** Whether the comma-separated values of the last parameter with this key have this one. */
    public boolean has(String key, String value) {
        return with(key)
                .reduce((earlier, later) -> later)
                .filter(parameter -> valuesOf(parameter).contains(value))
                .isPresent();
    }

    /**
     * The parameter that turns something off, as evidence: the kernel reads all of them from left to right and each comma-separated
     * value in turn, so that the last {@code on} or {@code off} counts (early_param in init/main.c).
     */
    public Optional<Evidence> turnedOff(String key) {
        return with(key)
                .filter(parameter -> valuesOf(parameter).contains("on")
                        || valuesOf(parameter).contains("off"))
                .reduce((earlier, later) -> later)
                .filter(parameter -> valuesOf(parameter).lastIndexOf("off")
                        > valuesOf(parameter).lastIndexOf("on"))
                .map(parameter -> evidence(key + "=off"));
    }

    private Stream<String> with(String key) {
        return parameters.stream().filter(parameter -> keyOf(parameter).equals(key));
    }

    private static List<String> valuesOf(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? List.of() : List.of(parameter.substring(equals + 1).split(","));
    }

    private static Evidence evidence(String parameter) {
        return Evidence.ofKernel(SOURCE, parameter);
    }
}
