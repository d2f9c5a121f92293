/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VspherePlacement;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where guests are. */
final class Placements {
    static final String POOL = "resourcePool";
    static final String HOST = "runtime.host";
    private static final String DATASTORES = "datastore";
    private static final List<String> PATHS = List.of(Inventory.NAME, Inventory.PARENT, POOL, HOST, DATASTORES);

    private Placements() {}

    static Map<GuestId, VspherePlacement> all(Vsphere vsphere, ErrorFactory about) {
        Inventory inventory = Inventory.withGuests(vsphere, PATHS, about);
        Map<GuestId, VspherePlacement> found = new LinkedHashMap<>();
        inventory.all(Vsphere.GUEST).forEach(guest -> found.put(GuestReading.id(guest), read(guest, inventory)));
        return Collections.unmodifiableMap(found);
    }

    static VspherePlacement of(Machine machine, ErrorFactory about) {
        return Optional.ofNullable(
                        all(machine.vsphere(), about).get(machine.context().id()))
                .orElseThrow(() -> about.notFound("there is no such guest"));
    }

    private static VspherePlacement read(ObjectContent guest, Inventory inventory) {
        VspherePlacement.Builder place = VspherePlacement.builder(GuestReading.id(guest));
        inventory.path(guest.ref()).ifPresent(place::path);
        inventory
                .above(guest.ref(), Inventory.DATACENTER)
                .flatMap(inventory::name)
                .ifPresent(place::datacenter);
        guest.ref(HOST).ifPresent(host -> {
            inventory.name(host).ifPresent(place::host);
            inventory.above(host, Inventory.CLUSTER).flatMap(inventory::name).ifPresent(place::cluster);
        });
        guest.ref(POOL).flatMap(inventory::path).ifPresent(place::resourcePool);
        guest.find(DATASTORES).stream()
                .flatMap(all -> all.children().stream())
                .map(Element::asRef)
                .flatMap(Optional::stream)
                .map(inventory::name)
                .flatMap(Optional::stream)
                .forEach(place::datastore);
        return place.build();
    }
}
