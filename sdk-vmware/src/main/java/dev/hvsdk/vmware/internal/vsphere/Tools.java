/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;

/** VMware Tools, the agent inside a guest. */
final class Tools {
    private static final String STATUS = "guest.toolsRunningStatus";
    private static final String RUNNING = "guestToolsRunning";

    private Tools() {}

    /** Whether they answer, as the host last heard. */
    static boolean isRunning(Machine guest, ErrorFactory about) {
        return guest.read(about, STATUS).text(STATUS).filter(RUNNING::equals).isPresent();
    }

    static HypervisorException missing(ErrorFactory about) {
        return about.remedy("start VMware Tools in the guest")
                .unsupported(Support.Reason.MISSING_SOFTWARE, "VMware Tools do not run in the guest");
    }
}
