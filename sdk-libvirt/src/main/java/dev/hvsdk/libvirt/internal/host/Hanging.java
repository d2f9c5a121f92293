/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import java.time.Duration;

/** Asks libvirtd, and not the guest, whether the monitor of a guest hangs. Thread-safe. */
final class Hanging {
    /** A monitor answers within milliseconds; one that takes longer than this is said to hang. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** {@code struct _virDomainControlInfo}: state, details, stateTime in milliseconds. */
    private static final int SIZE = 16;

    private static final int SINCE = 8;

    /** {@code virDomainControlState}: the monitor is occupied, or has failed. */
    private static final int OCCUPIED = 2;

    private static final int ERROR = 3;

    private Hanging() {}

    /** Throws a timeout if libvirt waits for the monitor of this guest, so that what it knows of the guest is old. */
    static void refuse(long domain) {
        try (Scope scope = new Scope()) {
            long info = scope.allocate(SIZE);
            Vir.check(VirDomain.virDomainGetControlInfo(domain, info, 0));
            int state = Mem.int32(info);
            if (state == ERROR) {
                throw hangs("its monitor has failed; its state is the last one known");
            }
            long since = Mem.int64(info + SINCE);
            if (state == OCCUPIED && since > PATIENCE.toMillis()) {
                throw hangs("its monitor has not answered for " + since + " ms; its state is the last one known");
            }
        }
    }

    private static VirException hangs(String text) {
        return new VirException(new VirFailure(VirErrors.OPERATION_TIMEOUT, 0, 0, 0, text));
    }
}
