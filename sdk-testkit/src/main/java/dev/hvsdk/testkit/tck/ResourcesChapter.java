/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Optional;

/** Where the host keeps disks, and how its guests reach the world. */
abstract class ResourcesChapter extends TckChapter {
    private static final MemorySize SMALL = MemorySize.ofMebibytes(4);

    private static List<String> names(StoragePools pools, String pool) {
        return pools.volumes(pool).stream().map(StorageVolume::name).toList();
    }

    @TckRule(
            id = "HV-771",
            statement = "a volume that was made is listed with its capacity until it is deleted",
            reason = "guests are given volumes by name",
            hint = "StoragePools.createVolume(), volumes() and deleteVolume(); the unit of the capacity")
    void volumesComeAndGo() {
        StoragePools pools = capability(StoragePools.class);
        String pool = activePool(pools);
        String name = lab().newName();
        StorageVolume made =
                await(pools.createVolume(pool, VolumeSpec.builder(name, SMALL).build()));
        try {
            Expect.that(names(pools, pool).contains(made.name()), () -> "the volume is not listed");
            made.capacity().ifPresent(size -> Expect.equal(SMALL, size, "the capacity"));
        } finally {
            await(pools.deleteVolume(pool, made.name()));
        }
        Expect.that(!names(pools, pool).contains(made.name()), () -> "the volume is listed after deleteVolume()");
    }

    @TckRule(
            id = "HV-772",
            statement = "a volume of a taken name is a Conflict",
            reason = "a disk must never be replaced by an empty one",
            hint = "StoragePools.createVolume()")
    void volumesAreNeverReplaced() {
        StoragePools pools = capability(StoragePools.class);
        String pool = activePool(pools);
        VolumeSpec spec = VolumeSpec.builder(lab().newName(), SMALL).build();
        StorageVolume made = await(pools.createVolume(pool, spec));
        try {
            Expect.thrown(
                    HypervisorException.Conflict.class, "a second volume", () -> await(pools.createVolume(pool, spec)));
        } finally {
            await(pools.deleteVolume(pool, made.name()));
        }
    }

    @TckRule(
            id = "HV-773",
            statement = "a pool that is not there is NotFound",
            reason = "no volumes and no pool are two answers",
            hint = "StoragePools.volumes()")
    void unknownPoolsAreNotFound() {
        StoragePools pools = capability(StoragePools.class);
        Expect.thrown(HypervisorException.NotFound.class, "volumes()", () -> pools.volumes("hvtck-none"));
    }

    @TckRule(
            id = "HV-774",
            statement = "a network that was made is listed until it is deleted, and its name is taken",
            reason = "guests are given networks by name",
            hint = "Networks.create(), list() and delete()")
    void networksComeAndGo() {
        Networks networks = capability(Networks.class);
        NetworkSpec spec = NetworkSpec.builder(lab().newName()).build();
        VirtualNetwork made = await(networks.create(spec));
        try {
            Expect.equal(Optional.of(made.name()), listed(networks, made), "the network in the listing");
            Expect.thrown(HypervisorException.Conflict.class, "a second network", () -> await(networks.create(spec)));
        } finally {
            await(networks.delete(made.name()));
        }
        Expect.equal(Optional.empty(), listed(networks, made), "the network in the listing after delete()");
    }

    private static Optional<String> listed(Networks networks, VirtualNetwork network) {
        return networks.list().stream()
                .map(VirtualNetwork::name)
                .filter(network.name()::equals)
                .findFirst();
    }
}
