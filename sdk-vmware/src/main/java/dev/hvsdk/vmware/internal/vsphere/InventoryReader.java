/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereInventory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads datastores and networks, each kind by one call. Thread-safe. */
final class InventoryReader implements VsphereInventory {
    private static final String UUID_PATH = "config.uuid";

    /** Of its digits {@link UUID#fromString} forgives that some are missing. */
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String NAME = "name";
    private static final String ACCESSIBLE = "summary.accessible";
    private static final String TYPE = "summary.type";
    private static final String CAPACITY = "summary.capacity";
    private static final String FREE = "summary.freeSpace";
    private static final String URL = "summary.url";

    /** What the server has as networks, by how they come about. */
    private static final Map<String, String> MODES =
            Map.of("Network", "standard", "DistributedVirtualPortgroup", "distributed", "OpaqueNetwork", "opaque");

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

    @Override
    public List<StoragePool> datastores() {
        List<String> paths = List.of(NAME, TYPE, CAPACITY, FREE, URL, ACCESSIBLE);
        return vsphere.properties()
                .all("Datastore", paths, vsphere.errors("list datastores"), InventoryReader::datastore);
    }

    private static Optional<StoragePool> datastore(ObjectContent content) {
        return name(content).map(name -> {
            boolean active = content.flag(ACCESSIBLE).orElse(false);
            StoragePool.Builder pool = StoragePool.builder(
                            name, content.text(TYPE).orElse("unknown"))
                    .active(active);
            content.text(URL).ifPresent(pool::location);
            if (active) {
                // Of one that cannot be reached, the server tells what it last knew, or 0.
                content.number(CAPACITY).map(MemorySize::ofBytes).ifPresent(pool::capacity);
                content.number(FREE).map(MemorySize::ofBytes).ifPresent(pool::available);
            }
            return pool.build();
        });
    }

    private static Optional<String> name(ObjectContent content) {
        return content.text(NAME).map(GuestReading::unescaped);
    }

    @Override
    public List<StorageVolume> disks(String datastore) {
        ErrorFactory about = vsphere.errors("list disks").subject("datastore " + datastore);
        return Datastore.find(vsphere, datastore, about).disks(about);
    }

    @Override
    public List<VirtualNetwork> networks() {
        return vsphere.properties()
                .all("Network", List.of(NAME, ACCESSIBLE), vsphere.errors("list networks"), InventoryReader::network);
    }

    private static Optional<VirtualNetwork> network(ObjectContent content) {
        String type = content.ref().type();
        return name(content)
                .map(name -> VirtualNetwork.builder(name, MODES.getOrDefault(type, type))
                        .active(content.flag(ACCESSIBLE).orElse(false))
                        .build());
    }
}
