/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostRoot;
import java.util.Optional;

/** Whether a machine is the dom0 of a Xen, by what its kernel shows. */
public final class ThisMachine {
    private static final String XENFS = "/proc/xen";
    private static final String CAPABILITIES = "/proc/xen/capabilities";

    private ThisMachine() {}

    /**
     * Why a machine is no dom0, or does not let itself be seen as one; empty if it is one (drivers/xen/xenfs/super.c).
     *
     * @param elsewhere how another host is opened, for the remedies: {@code xen+ssh://root@HOST/system}
     */
    public static Optional<Support.Unavailable<Boolean>> absence(HostRoot machine, String elsewhere) {
        Fact<String> capabilities = machine.files().attribute(CAPABILITIES);
        if (capabilities.value().filter(text -> text.contains("control_d")).isPresent()) {
            return Optional.empty();
        }
        if (capabilities.isDenied()) {
            return absence(
                    Support.Reason.PERMISSION_DENIED,
                    "whether this machine is the dom0 of a Xen cannot be seen by this user",
                    "run as root");
        }
        return capabilities.isKnown()
                ? guest(elsewhere)
                : withoutCapabilities(machine.files().exists(XENFS), elsewhere);
    }

    private static Optional<Support.Unavailable<Boolean>> guest(String elsewhere) {
        return absence(
                Support.Reason.HOST_MISCONFIGURED,
                "this machine is a guest of Xen, and not the dom0 that controls it",
                "open the dom0: " + elsewhere);
    }

    private static Optional<Support.Unavailable<Boolean>> withoutCapabilities(boolean runsOnXen, String elsewhere) {
        return runsOnXen
                ? absence(
                        Support.Reason.HOST_MISCONFIGURED,
                        "this machine runs on Xen, and does not show with which rights",
                        "mount -t xenfs xenfs /proc/xen")
                : absence(
                        Support.Reason.HOST_MISCONFIGURED,
                        "this machine does not run Xen",
                        "boot it with Xen (package xen-system-amd64), or open another host: " + elsewhere);
    }

    private static Optional<Support.Unavailable<Boolean>> absence(Support.Reason reason, String detail, String remedy) {
        Support<Boolean> absence = Support.unavailable(reason, detail, remedy);
        return Optional.of((Support.Unavailable<Boolean>) absence);
    }

    /** The error of an opening of this machine that failed, with what the machine is, if that is in the way. */
    public static HypervisorException explained(
            String backend, HypervisorException e, Optional<Support.Unavailable<Boolean>> absence) {
        return absence.<HypervisorException>map(why -> {
                    ErrorDetails.Builder details = ErrorDetails.builder(why.detail())
                            .backend(backend)
                            .operation("open")
                            .cause(e);
                    e.subject().ifPresent(details::subject);
                    e.nativeError().ifPresent(details::nativeError);
                    why.remedy().ifPresent(details::remedy);
                    return new HypervisorException.Unsupported(why.reason(), details.build());
                })
                .orElse(e);
    }
}
