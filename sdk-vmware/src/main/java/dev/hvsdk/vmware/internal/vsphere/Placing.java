/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VspherePlace;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a place names, before the server is told: what is not there is an error that names it. Immutable. */
final class Placing {
    private final Inventory inventory;
    private final ErrorFactory about;

    Placing(Inventory inventory, ErrorFactory about) {
        this.inventory = inventory;
        this.about = about;
    }

    Optional<ManagedRef> folder(VspherePlace place) {
        return place.folder()
                .map(wanted -> one(
                        "folder of guests",
                        wanted,
                        inventory
                                .all(Inventory.FOLDER)
                                .filter(Placing::holdsGuests)
                                .map(ObjectContent::ref)));
    }

    private static boolean holdsGuests(ObjectContent folder) {
        return folder.find(Inventory.CHILD_TYPE).stream()
                .flatMap(types -> types.children().stream())
                .map(Element::text)
                .anyMatch(Vsphere.GUEST::equals);
    }

    /** The first data centre's own folder. */
    ManagedRef anyFolder() {
        return inventory
                .all(Inventory.FOLDER)
                .filter(Placing::holdsGuests)
                .map(ObjectContent::ref)
                .filter(folder -> inventory
                        .parent(folder)
                        .filter(above -> above.type().equals(Inventory.DATACENTER))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> about.hostFailure("the server has no folder for guests"));
    }

    /** The data centre's own, that one is in. */
    ManagedRef folderBeside(ManagedRef inside) {
        return inventory
                .above(inside, Inventory.DATACENTER)
                .flatMap(center -> inventory
                        .all(Inventory.FOLDER)
                        .filter(Placing::holdsGuests)
                        .map(ObjectContent::ref)
                        .filter(folder ->
                                inventory.parent(folder).filter(center::equals).isPresent())
                        .findFirst())
                .orElseThrow(() -> about.hostFailure("the server has no data centre to make guests in"));
    }

    /** A cluster, or a host for itself. */
    ManagedRef compute(String wanted) {
        return one("cluster", wanted, computes());
    }

    /** All clusters, and hosts for themselves. */
    Stream<ManagedRef> computes() {
        return refs(Inventory.CLUSTER, Inventory.COMPUTE);
    }

    /** The cluster or the host for itself, that one is part of. */
    Optional<ManagedRef> computeOf(ManagedRef part) {
        return inventory.above(part, Inventory.COMPUTE, Inventory.CLUSTER);
    }

    Optional<ManagedRef> host(VspherePlace place) {
        return place.host().map(wanted -> one("host", wanted, refs(Inventory.HOST)));
    }

    Optional<ManagedRef> datastore(VspherePlace place) {
        return place.datastore().map(wanted -> one("datastore", wanted, refs(Inventory.DATASTORE)));
    }

    /** One that is named, by itself or by the cluster that it is all of. */
    Optional<ManagedRef> pool(VspherePlace place) {
        return place.resourcePool()
                .map(wanted -> one(
                        "resource pool",
                        wanted,
                        refs(Inventory.POOL, Inventory.APP, Inventory.COMPUTE, Inventory.CLUSTER)))
                .map(found -> isCompute(found) ? whole(found) : found);
    }

    private static boolean isCompute(ManagedRef ref) {
        return ref.type().equals(Inventory.COMPUTE) || ref.type().equals(Inventory.CLUSTER);
    }

    /** All of the CPUs and memory of a cluster, or of a host for itself. */
    ManagedRef whole(ManagedRef compute) {
        return refs(Inventory.POOL)
                .filter(pool -> inventory.parent(pool).filter(compute::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> about.permissionDenied("the server shows no resource pool of it"));
    }

    /** The one that a guest of this pool needs on a host: its own if the host takes part in it. */
    ManagedRef poolOn(ManagedRef host, Optional<ManagedRef> own) {
        ManagedRef compute = computeOf(host)
                .orElseThrow(() -> about.permissionDenied("the server does not show what the host belongs to"));
        return own.filter(pool -> computeOf(pool).filter(compute::equals).isPresent())
                .orElseGet(() -> whole(compute));
    }

    /** Any, for one that has none. */
    ManagedRef anyPool() {
        return computes()
                .findFirst()
                .map(this::whole)
                .orElseThrow(() -> about.hostFailure("the server has no host to run guests on"));
    }

    private Stream<ManagedRef> refs(String... types) {
        return inventory.all(types).map(ObjectContent::ref);
    }

    private ManagedRef one(String what, String wanted, Stream<ManagedRef> candidates) {
        List<ManagedRef> found = candidates.filter(ref -> isCalled(ref, wanted)).toList();
        if (found.isEmpty()) {
            throw about.notFound("there is no " + what + " " + wanted);
        }
        if (found.size() > 1) {
            List<String> paths = new ArrayList<>();
            found.forEach(ref -> paths.add(inventory.path(ref).orElseGet(ref::value)));
            throw about.remedy("write its path").conflict("several are the " + what + " " + wanted + ": " + paths);
        }
        return found.get(0);
    }

    /** By its name, or its path in the inventory. */
    boolean isCalled(ManagedRef ref, String wanted) {
        return (wanted.startsWith("/") ? inventory.path(ref) : inventory.name(ref))
                .filter(wanted::equals)
                .isPresent();
    }
}
