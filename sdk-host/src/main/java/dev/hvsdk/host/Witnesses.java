/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.host.root.HostFacts;
import dev.hvsdk.host.root.HostRoot;

/**
 * What would have shown a hypervisor had there been one. Where none of it can be read, finding nothing means nothing: an empty
 * directory is no physical machine.
 */
final class Witnesses {
    private static final int CPUID_FEATURES = 1;

    private Witnesses() {}

    static boolean any(HostRoot root) {
        HostFacts facts = root.facts();
        return facts.cpuid(CPUID_FEATURES, 0).isKnown()
                || root.files()
                        .text("/proc/cpuinfo")
                        .value()
                        .filter(Witnesses::describesCpu)
                        .isPresent()
                || facts.dmi("sys_vendor").isKnown()
                || root.files().exists("/proc/device-tree/compatible")
                || root.files().exists("/sys/class/dmi/id/sys_vendor")
                || facts.sysctl("kern.vm_guest").isKnown()
                || facts.sysctl("kern.hv_vmm_present").isKnown()
                || facts.zoneName().isKnown();
    }

    /** Rubbish in its place would not have shown anything. */
    private static boolean describesCpu(String cpuinfo) {
        return cpuinfo.contains(":") && cpuinfo.codePoints().limit(200).noneMatch(point -> point == 0xFFFD);
    }
}
