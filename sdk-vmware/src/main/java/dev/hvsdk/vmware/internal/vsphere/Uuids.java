/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The UUIDs of guests. */
final class Uuids {
    private static final String PATH = "config.uuid";

    /** Of its digits {@link UUID#fromString} forgives that some are missing. */
    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Uuids() {}

    static Map<GuestId, UUID> all(Vsphere vsphere, ErrorFactory about) {
        Map<GuestId, UUID> found = new LinkedHashMap<>();
        vsphere.properties()
                .all(Vsphere.GUEST, List.of(PATH), about, Optional::of)
                .forEach(guest -> uuid(guest).ifPresent(uuid -> found.put(GuestReading.id(guest), uuid)));
        return Collections.unmodifiableMap(found);
    }

    private static Optional<UUID> uuid(ObjectContent guest) {
        return guest.text(PATH).filter(text -> FORM.matcher(text).matches()).map(UUID::fromString);
    }
}
