/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import java.util.List;

/** What the descriptions of made-up machines have in common. */
final class Machines {
    private Machines() {}

    static CpuTopology topology(int sockets, int cores, int threads, int numaNodes) {
        return CpuTopology.builder()
                .sockets(sockets)
                .cores(cores)
                .threads(threads)
                .numaNodes(numaNodes)
                .build();
    }

    /** A function with the ids of its vendor, device and class. */
    static PciDevice.Builder pci(String address, String ids, String classCode) {
        String[] parts = ids.split(":", 2);
        return PciDevice.builder(PciAddress.parse(address))
                .vendorId(parts[0])
                .deviceId(parts[1])
                .classCode(classCode);
    }

    static Assignability blocked(Blocker.Kind kind, String detail) {
        return Assignability.blocked(List.of(new Blocker(kind, detail)), null);
    }

    static Assignability boundTo(String driver, String address) {
        return Assignability.preparable(
                List.of(new Blocker(
                        Blocker.Kind.BOUND_TO_HOST_DRIVER, address + " is bound to the host driver " + driver)),
                "bind it to vfio-pci");
    }
}
