/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The network cards of a specification. */
final class NicSpecs {
    /** What guests see who know Xen; the latter is libvirt's word. */
    private static final Set<String> OWN = Set.of("xen", "netfront");

    /** What QEMU emulates besides, as far as xl is known to start it. */
    private static final Set<String> EMULATED = Set.of("e1000", "e1000e", "rtl8139");

    private NicSpecs() {}

    static VifSpec vif(NicSpec nic, XenGuestKind type, ErrorFactory about) {
        Map<String, String> parts = new LinkedHashMap<>();
        nic.mac().ifPresent(mac -> parts.put("mac", mac));
        parts.put("bridge", nic.network());
        nic.model().ifPresent(model -> putModel(parts, model, type, about));
        return new VifSpec(parts);
    }

    private static void putModel(Map<String, String> parts, String model, XenGuestKind type, ErrorFactory about) {
        boolean isOwn = OWN.contains(model);
        if (!isOwn && (type != XenGuestKind.HVM || !EMULATED.contains(model))) {
            throw about.remedy("leave the model out, or take " + (type == XenGuestKind.HVM ? "e1000" : "netfront"))
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a guest of type " + type + " has no network card of the model " + model);
        }
        if (!isOwn) {
            parts.put("model", model);
        } else if (type == XenGuestKind.HVM) {
            parts.put("type", "vif");
        }
    }
}
