/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.util.Optional;

/**
 * One guest of a listing: read, or not and why. Immutable.
 *
 * @param guest what was read
 * @param unreadable why it was not
 */
record Listed(Optional<GuestInfo> guest, Optional<UnreadableGuest> unreadable) {
    static Listed of(ObjectContent content, Vsphere vsphere) {
        GuestId id = GuestReading.id(content);
        try {
            return new Listed(Optional.of(GuestReading.of(content, vsphere.errors("read", id))), Optional.empty());
        } catch (HypervisorException e) {
            return new Listed(Optional.empty(), Optional.of(unreadable(content, id, e)));
        }
    }

    private static UnreadableGuest unreadable(ObjectContent content, GuestId id, HypervisorException why) {
        return content.text(GuestReading.NAME)
                .map(name -> UnreadableGuest.of(id, name, why))
                .orElseGet(() -> UnreadableGuest.of(id, why));
    }
}
