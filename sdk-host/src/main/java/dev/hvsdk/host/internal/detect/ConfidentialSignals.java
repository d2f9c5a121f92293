/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;

/** What only guests are shown that are guarded from their hypervisor: it is there, though it may clear the bit by which others show. */
final class ConfidentialSignals {
    /** TDX_CPUID_LEAF_ID and TDX_IDENT (Linux arch/x86/include/asm/shared/tdx.h): the answer of Intel's TDX module to its guests. */
    private static final int TDX_LEAF = 0x21;

    private static final String TDX = "IntelTDX    ";

    /** "Only present when running as an SEV-SNP guest" (Linux Documentation/ABI/testing/sysfs-devices-system-cpu). */
    private static final String SEV = "/sys/devices/system/cpu/sev/vmpl";

    private final Scene scene;

    ConfidentialSignals(Scene scene) {
        this.scene = scene;
    }

    /** A hypervisor without a name, for each of them. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        if (isGuestOfTdx()) {
            claims.add(presence("CPUID 0x21", "IntelTDX"));
        }
        if (scene.exists(SEV)) {
            claims.add(presence(SEV, "there, which only a guest of SEV-SNP has"));
        }
        return claims;
    }

    private boolean isGuestOfTdx() {
        return scene.cpuid(TDX_LEAF).map(CpuidLeaf::vendor).filter(TDX::equals).isPresent();
    }

    private static Claim presence(String source, String value) {
        return Claim.of(Technology.VM_OTHER, Weight.PRESENCE, Evidence.ofKernel(source, value));
    }
}
