/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.vmware.VsphereInventory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what is known of all guests beside what the API has, each kind by one call. Thread-safe. */
final class InventoryReader implements VsphereInventory {
    private static final String UUID_PATH = "config.uuid";

    /** Of its digits {@link UUID#fromString} forgives that some are missing. */
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Vsphere vsphere;

    InventoryReader(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public Map<GuestId, UUID> uuids() {
        Map<GuestId, UUID> found = new LinkedHashMap<>();
        vsphere.properties()
                .all(Vsphere.GUEST, List.of(UUID_PATH), vsphere.errors("list UUIDs"), Optional::of)
                .forEach(guest -> uuid(guest).ifPresent(uuid -> found.put(GuestReading.id(guest), uuid)));
        return Collections.unmodifiableMap(found);
    }

    private static Optional<UUID> uuid(ObjectContent guest) {
        return guest.text(UUID_PATH)
                .filter(text -> UUID_FORM.matcher(text).matches())
                .map(UUID::fromString);
    }
}
