/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.math.BigDecimal;

/** Which limits the hosts of a family change, and when. Immutable. */
final class LimitRules {
    private final Family family;

    LimitRules(Family family) {
        this.family = family;
    }

    /** The size of the guest with these limits; throws if its host would refuse them. */
    GuestSize apply(GuestRecord guest, ResourceLimits limits, ErrorFactory applying) {
        requireSensible(limits);
        refuseUnknown(limits, applying);
        if (!family.hasMachines()) {
            return guest.config().size().ofContainer(limits);
        }
        refuseWhileActive(guest, limits, applying);
        return guest.config().size().ofMachine(limits);
    }

    private static void requireSensible(ResourceLimits limits) {
        requirePositive("vcpus", limits.vcpus().orElse(1));
        requirePositive("cpuWeight", limits.cpuWeight().orElse(1));
        requirePositive("maxProcesses", limits.maxProcesses().orElse(1));
        requirePositive("memory", limits.memory().map(MemorySize::toBytes).orElse(1L));
        requirePositive("cpuLimit", limits.cpuLimit().map(BigDecimal::signum).orElse(1));
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("a limit must be positive: " + what);
        }
    }

    private void refuseUnknown(ResourceLimits limits, ErrorFactory applying) {
        if (family.hasMachines() && limits.maxProcesses().isPresent()) {
            throw applying.unsupported(Reason.NO_SUCH_CONCEPT, "the host does not see the processes of a machine");
        }
        if (!family.hasMachines() && limits.vcpus().isPresent()) {
            throw applying.remedy("limit it by cpuLimit")
                    .unsupported(Reason.NO_SUCH_CONCEPT, "a container has no virtual CPUs");
        }
    }

    /** Memory moves by the balloon of libvirt's hosts, up to what the guest was started with; all else needs a start. */
    private void refuseWhileActive(GuestRecord guest, ResourceLimits limits, ErrorFactory applying) {
        if (!guest.run().isActive()) {
            return;
        }
        MemorySize most = guest.config().maxMemory();
        boolean fits = family != Family.VSPHERE
                && limits.memory()
                        .map(size -> most == null || size.compareTo(most) <= 0)
                        .orElse(true);
        boolean keepsMemory = limits.memory().isEmpty();
        if (limits.vcpus().isPresent() || !(fits || keepsMemory)) {
            throw applying.remedy("stop it first")
                    .wrongState("it is " + guest.state().id() + ", and takes that only while it is "
                            + GuestState.STOPPED.id());
        }
    }
}
