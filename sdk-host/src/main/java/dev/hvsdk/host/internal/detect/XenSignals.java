/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Xen's own signals, which also tell in which mode the domain runs and whether it is the privileged one. */
final class XenSignals {
    private static final String TYPE = "/sys/hypervisor/type";
    private static final String GUEST_TYPE = "/sys/hypervisor/guest_type";
    private static final String FEATURES = "/sys/hypervisor/properties/features";
    private static final String PROC = "/proc/xen";
    private static final String CAPABILITIES = "/proc/xen/capabilities";
    private static final String BUS = "/sys/bus/xen/drivers";

    /** XENFEAT_dom0 (include/xen/interface/features.h). */
    private static final int DOM0_FEATURE = 1 << 11;

    private final Scene scene;
    private final DmiSignals dmi;
    private final List<Evidence> evidence = new ArrayList<>();
    private final boolean inCpu;

    XenSignals(Scene scene, DmiSignals dmi, List<Claim> claims) {
        this.scene = scene;
        this.dmi = dmi;
        claims.stream()
                .filter(claim -> claim.technology().equals(Technology.XEN) && claim.weight() == Weight.OWN)
                .forEach(claim -> evidence.add(claim.evidence()));
        this.inCpu = !evidence.isEmpty();
        collect();
    }

    private void collect() {
        scene.attribute(TYPE).filter("xen"::equals).ifPresent(type -> evidence.add(Evidence.ofKernel(TYPE, type)));
        if (scene.exists(PROC)) {
            evidence.add(Evidence.ofKernel(PROC, "there, which only a kernel on Xen makes"));
        }
        dmi.beginning("product_name", "HVM domU").ifPresent(evidence::add);
        xenInDmi("sys_vendor").or(() -> xenInDmi("bios_vendor")).ifPresent(evidence::add);
        driversOfHvm().ifPresent(evidence::add);
    }

    /** The whole name: XENON is a maker of physical machines. */
    private Optional<Evidence> xenInDmi(String field) {
        return dmi.beginning(field, "Xen").filter(piece -> piece.value().equals("Xen"));
    }

    /** Where no CPUID tells: front-end drivers bind their bus only on Xen (drivers/block/xen-blkfront.c, xlblk_init). */
    private Optional<Evidence> driversOfHvm() {
        boolean there =
                !scene.architecture().mayHaveCpuid() && (scene.exists(BUS + "/vbd") || scene.exists(BUS + "/vif"));
        return there ? Optional.of(Evidence.ofKernel(BUS, "front-end drivers of a Xen guest")) : Optional.empty();
    }

    /** Whether any of the signals is there. */
    boolean isXen() {
        return !evidence.isEmpty();
    }

    /** Whether this is the privileged domain, whose firmware tables are those of the machine below Xen. */
    boolean isDom0() {
        return scene.read(CAPABILITIES).map(text -> text.contains("control_d")).orElse(false) || hasDom0Feature();
    }

    private boolean hasDom0Feature() {
        String features = scene.attribute(FEATURES).orElse("0");
        return features.length() <= 8
                && features.chars().allMatch(c -> Character.digit(c, 16) >= 0)
                && !features.isEmpty()
                && (Integer.parseUnsignedInt(features, 16) & DOM0_FEATURE) != 0;
    }

    /** Whether the guest is paravirtualized, so that CPUID may be that of the machine below Xen. */
    boolean isPv() {
        return "pv".equals(mode());
    }

    /** The layer. */
    VirtualizationLayer layer() {
        String mode = mode();
        if (isDom0()) {
            evidence.add(0, dom0Evidence());
            return Layers.of(Technology.XEN, "dom0", evidence)
                    .role(LayerRole.HOST)
                    .approach("pvh".equals(mode) ? Approach.FULL : Approach.PARAVIRTUALIZATION)
                    .build();
        }
        VirtualizationLayer.Builder layer = Layers.of(Technology.XEN, mode, evidence);
        return isPv() ? layer.approach(Approach.PARAVIRTUALIZATION).build() : layer.build();
    }

    private Evidence dom0Evidence() {
        return hasDom0Feature()
                ? Evidence.ofKernel(FEATURES, scene.attribute(FEATURES).orElse("") + ", which has XENFEAT_dom0")
                : Evidence.ofKernel(CAPABILITIES, "control_d");
    }

    /** The kernel's own word, or else what follows from where Xen shows itself; a mode that neither tells stays open. */
    private @Nullable String mode() {
        Optional<String> told = scene.attribute(GUEST_TYPE).map(type -> type.toLowerCase(Locale.ROOT));
        if (told.isPresent()) {
            return List.of("pv", "hvm", "pvh").contains(told.get()) ? told.get() : null;
        }
        if (dmi.beginning("product_name", "HVM domU").isPresent()
                || (driversOfHvm().isPresent() && !scene.exists(PROC))) {
            return "hvm";
        }
        // CPUID does not trap in an old paravirtual guest; ARM has one mode only.
        return scene.architecture().mayHaveCpuid() && !inCpu ? "pv" : null;
    }
}
