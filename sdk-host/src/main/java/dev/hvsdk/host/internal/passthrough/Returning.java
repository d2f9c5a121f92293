/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.host.internal.device.Candidate;
import dev.hvsdk.host.root.HostFiles;

/** Plans how functions come back from vfio to the host. Not thread-safe. */
final class Returning {
    private final HostFiles files;
    private final VfioUsers users;
    private final Draft draft;

    Returning(HostFiles files, VfioUsers users, Draft draft) {
        this.files = files;
        this.users = users;
        this.draft = draft;
    }

    void of(Candidate function) {
        String address = function.address().toString();
        boolean isReserved = Sysfs.isVfio(Attribute.OVERRIDE.read(files, address));
        if (!function.isOnVfio() && !(isReserved && function.device().driver().isEmpty())) {
            return;
        }
        // The kernel would wait until they let go of it.
        users.of(function.address(), function.device().iommuGroup())
                .ifPresent(user -> draft.refuse(Kind.IN_USE, user + "; take it from the guest first"));
        if (function.isOnVfio()) {
            draft.step(Step.unbind(address));
        }
        if (isReserved) {
            draft.step(Step.override(address, null));
        }
        draft.step(Step.probe(address, Step.HOSTS_CHOICE));
    }
}
