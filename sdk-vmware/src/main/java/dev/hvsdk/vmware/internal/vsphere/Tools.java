/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** VMware Tools, the agent inside a guest. */
final class Tools {
    private static final String STATUS = "guest.toolsRunningStatus";
    private static final String RUNNING = "guestToolsRunning";
    private static final String MISSING = "VMware Tools do not run in the guest";
    private static final String REMEDY = "start VMware Tools in the guest";

    private Tools() {}

    /** Whether they answer, as the host last heard. */
    static boolean isRunning(Machine guest, ErrorFactory about) {
        return isRunning(guest.read(about, STATUS));
    }

    private static boolean isRunning(ObjectContent guest) {
        return guest.text(STATUS).filter(RUNNING::equals).isPresent();
    }

    static HypervisorException missing(ErrorFactory about) {
        return about.remedy(REMEDY).unsupported(Support.Reason.MISSING_SOFTWARE, MISSING);
    }

    /** What is made of a guest whose tools answer now; else why there is none. */
    static <C> Support<C> support(Machine guest, Function<Machine, ? extends C> maker) {
        ErrorFactory about = guest.errors("look for VMware Tools");
        ObjectContent content = guest.read(about, GuestReading.POWER, STATUS);
        if (GuestReading.state(content, about) != GuestState.RUNNING) {
            return Support.unavailable(
                    Support.Reason.WRONG_STATE,
                    "VMware Tools answer while the guest runs, and it does not",
                    "start it");
        }
        return isRunning(content)
                ? Support.available(maker.apply(guest))
                : Support.unavailable(Support.Reason.MISSING_SOFTWARE, MISSING, REMEDY);
    }

    /** What they have told; throws WrongState if the guest does not run, TimedOut if they do not. */
    static ObjectContent ask(Machine guest, ErrorFactory about, String... paths) {
        ObjectContent told = guest.read(
                about,
                Stream.concat(Stream.of(GuestReading.POWER, STATUS), Arrays.stream(paths))
                        .toArray(String[]::new));
        GuestState state = GuestReading.state(told, about);
        if (state != GuestState.RUNNING) {
            throw about.wrongState("it is " + state.id());
        }
        if (!isRunning(told)) {
            throw about.remedy(REMEDY).timedOut("VMware Tools do not answer in the guest");
        }
        return told;
    }
}
