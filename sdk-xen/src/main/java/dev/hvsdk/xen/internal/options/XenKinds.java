/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.options;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.util.Optional;
import java.util.Set;

/** What a specification asks of Xen. Thread-safe. */
public final class XenKinds {
    private XenKinds() {}

    /**
     * The options of a specification; those of a guest that asks for nothing if it has none.
     *
     * @throws dev.hvsdk.api.HypervisorException.Unsupported if it has extensions of other families, so that nothing that is asked for
     *     is lost in silence
     */
    public static XenOptions options(GuestSpec spec, ErrorFactory errors) {
        for (GuestExtension extension : spec.extensions()) {
            if (!(extension instanceof XenOptions)) {
                throw errors.unsupported(
                        Support.Reason.NO_SUCH_CONCEPT,
                        "guests of Xen are made without " + extension.getClass().getSimpleName());
            }
        }
        return spec.extension(XenOptions.class)
                .orElseGet(() -> XenOptions.builder().build());
    }

    /**
     * The kind of a guest: the one that is asked for, or the one that suits what it boots from.
     *
     * @param offered what the host can run
     * @throws dev.hvsdk.api.HypervisorException.Unsupported if the host cannot run what is asked for
     */
    public static XenGuestKind kind(
            GuestSpec spec, XenOptions options, Set<XenGuestKind> offered, ErrorFactory errors) {
        Optional<XenGuestKind> asked = options.kind();
        if (asked.isEmpty()) {
            XenGuestKind suiting = suiting(spec);
            return offered.contains(suiting) ? suiting : XenGuestKind.PV;
        }
        if (!offered.contains(asked.get())) {
            throw errors.remedy(
                            "have the firmware of the host switch on VT-x or AMD-V; hv features says what is in the way")
                    .unsupported(
                            Support.Reason.HOST_MISCONFIGURED,
                            "the host runs no guests of the kind " + asked.get().id());
        }
        return asked.get();
    }

    private static XenGuestKind suiting(GuestSpec spec) {
        return spec.boot().filter(BootSource.Kernel.class::isInstance).isPresent()
                ? XenGuestKind.PVH
                : XenGuestKind.HVM;
    }
}
