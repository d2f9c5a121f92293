/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * IBM Z: what the instruction STSI says, as {@code /proc/sysinfo} prints it: the partition, and the hypervisors in it.
 *
 * <p>Every system of today runs in a partition; the first of the VM blocks is the innermost hypervisor, because each one puts
 * itself in front (arch/s390/kvm/priv.c, handle_stsi_3_2_2).
 */
final class ZSignals {
    private static final String SYSINFO = "/proc/sysinfo";

    /** SYSIB 3.2.2 has room for eight (z/Architecture Principles of Operation, STORE SYSTEM INFORMATION). */
    private static final int MAX_NESTING = 8;

    private final String sysinfo;

    ZSignals(Scene scene) {
        this.sysinfo = scene.read(SYSINFO).orElse("");
    }

    /** The partition and the hypervisors, outermost first. */
    List<VirtualizationLayer> layers() {
        List<VirtualizationLayer> layers = new ArrayList<>();
        Lines.value(sysinfo, "LPAR Number", ':')
                .map(number -> Evidence.ofKernel(SYSINFO, "LPAR Number: " + Lines.printable(number)))
                .ifPresent(evidence ->
                        layers.add(Layers.of(Technology.IBM_LPAR, evidence).build()));
        for (int i = MAX_NESTING - 1; i >= 0; i--) {
            hypervisor("VM0" + i + " Control Program").ifPresent(layers::add);
        }
        return layers;
    }

    private Optional<VirtualizationLayer> hypervisor(String key) {
        return Lines.value(sysinfo, key, ':')
                .map(program -> Layers.of(
                                technology(program), Evidence.ofKernel(SYSINFO, key + ": " + Lines.printable(program)))
                        .build());
    }

    private static Technology technology(String program) {
        if (program.startsWith("z/VM")) {
            return Technology.IBM_ZVM;
        }
        return program.startsWith("KVM") ? Technology.KVM : Technology.VM_OTHER;
    }
}
