/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Virtual disks and network interfaces that guests are given and that are taken away. */
abstract class HardwareChapter extends TckChapter {
    private static final MemorySize SMALL = MemorySize.ofMebibytes(4);

    /** Of the range that QEMU's guests have, and of no other guest of the kit. */
    private static final String MAC = "52:54:00:AB:CD:E1";

    /** Work with volumes that can be attached as {@code POOL/VOLUME}. */
    private interface Work {
        void run(StoragePools pools, String pool, List<String> volumes);
    }

    private void withVolumes(int count, Work work) {
        StoragePools pools = capability(StoragePools.class);
        String pool = activePool(pools);
        List<String> volumes = Stream.generate(lab()::newName).limit(count).toList();
        volumes.forEach(volume ->
                await(pools.createVolume(pool, VolumeSpec.builder(volume, SMALL).build())));
        try {
            work.run(pools, pool, volumes);
        } finally {
            volumes.stream()
                    .filter(volume -> names(pools, pool).contains(volume))
                    .forEach(volume -> await(pools.deleteVolume(pool, volume)));
        }
    }

    private static List<String> names(StoragePools pools, String pool) {
        return pools.volumes(pool).stream().map(StorageVolume::name).toList();
    }

    private GuestDisk attach(VirtualHardware hardware, String pool, String volume) {
        return await(hardware.attachDisk(DiskSpec.builder(pool + "/" + volume).build()));
    }

    private static List<String> targets(VirtualHardware hardware) {
        return hardware.disks().stream().map(GuestDisk::target).toList();
    }

    private static List<String> macs(VirtualHardware hardware) {
        return hardware.nics().stream().map(GuestNic::mac).toList();
    }

    private String network() {
        Optional<String> network = capability(Networks.class).list().stream()
                .filter(VirtualNetwork::active)
                .map(VirtualNetwork::name)
                .findFirst();
        Expect.assume(network.isPresent(), () -> "not tested: the host has no active network");
        return network.orElseThrow();
    }

    @TckRule(
            id = "HV-791",
            statement = "no two disks of a guest have one name, and the names stay while nothing changes",
            reason = "a disk is chosen from one listing and taken away by another call",
            hint = "VirtualHardware.disks() and attachDisk(): how the next free name is found")
    void disksAreToldApart() {
        VirtualHardware hardware = capability(stopped(), VirtualHardware.class);
        withVolumes(2, (pools, pool, volumes) -> {
            volumes.forEach(volume -> attach(hardware, pool, volume));
            List<String> targets = targets(hardware);
            Expect.equal(targets.size(), new HashSet<>(targets).size(), "the number of different names in " + targets);
            Expect.equal(targets, targets(hardware), "the names, read again,");
        });
    }

    @TckRule(
            id = "HV-792",
            statement = "a disk that a guest was given is listed until it is detached, and what is behind it is kept",
            reason = "detaching a disk is no way to delete it",
            hint = "VirtualHardware.attachDisk(), disks() and detachDisk()")
    void disksComeAndGo() {
        VirtualHardware hardware = capability(stopped(), VirtualHardware.class);
        withVolumes(1, (pools, pool, volumes) -> {
            List<String> before = targets(hardware);
            GuestDisk disk = attach(hardware, pool, volumes.get(0));
            Expect.that(targets(hardware).contains(disk.target()), () -> "disk " + disk + " is not listed");
            Expect.equal(
                    disk.target(), await(hardware.detachDisk(disk.target())).target(), "what detachDisk() ended with");
            Expect.equal(before, targets(hardware), "the disks after detachDisk()");
            Expect.that(names(pools, pool).contains(volumes.get(0)), () -> "the volume is gone with the disk");
        });
    }

    @TckRule(
            id = "HV-793",
            statement = "a disk of a volume that is not there is NotFound, and the guest has no other disk than before",
            reason = "a guest with a disk of nothing does not start",
            hint = "VirtualHardware.attachDisk(): hosts that look at a start only")
    void disksOfNothingAreRefused() {
        VirtualHardware hardware = capability(stopped(), VirtualHardware.class);
        String pool = activePool(capability(StoragePools.class));
        List<String> before = targets(hardware);
        Expect.thrown(
                HypervisorException.NotFound.class,
                "attachDisk() of nothing",
                () -> attach(hardware, pool, lab().newName()));
        Expect.equal(before, targets(hardware), "the disks after the refusal");
    }

    @TckRule(
            id = "HV-794",
            statement = "detaching a disk or network interface that the guest does not have is NotFound",
            reason = "a program has to see that it was wrong",
            hint = "VirtualHardware.detachDisk() and detachNic()")
    void unknownPartsAreNotFound() {
        VirtualHardware hardware = capability(stopped(), VirtualHardware.class);
        Expect.thrown(
                HypervisorException.NotFound.class, "detachDisk()", () -> await(hardware.detachDisk("hvtck-none")));
        Expect.thrown(HypervisorException.NotFound.class, "detachNic()", () -> await(hardware.detachNic(MAC)));
    }

    @TckRule(
            id = "HV-795",
            statement =
                    "a network interface has the MAC address that it was given, in lower case, until it is detached by it",
            reason = "addresses are leased by it",
            hint = "VirtualHardware.attachNic(), nics() and detachNic()")
    void interfacesComeAndGo() {
        VirtualHardware hardware = capability(stopped(), VirtualHardware.class);
        String network = network();
        GuestNic nic =
                await(hardware.attachNic(NicSpec.builder(network).mac(MAC).build()));
        String mac = MAC.toLowerCase(Locale.ROOT);
        Expect.equal(mac, nic.mac(), "the MAC address");
        Expect.equal(Optional.of(network), nic.network(), "the network");
        Expect.that(macs(hardware).contains(mac), () -> "the interface is not in " + macs(hardware));
        await(hardware.detachNic(MAC));
        Expect.that(!macs(hardware).contains(mac), () -> "the interface is listed after detachNic()");
    }

    @TckRule(
            id = "HV-796",
            statement = "a second network interface of a MAC address is a Conflict",
            reason = "which of the two is meant, nobody can say any more",
            hint = "VirtualHardware.attachNic()")
    void addressesAreGivenOnce() {
        VirtualHardware hardware = capability(stopped(), VirtualHardware.class);
        NicSpec spec = NicSpec.builder(network()).mac(MAC).build();
        await(hardware.attachNic(spec));
        Expect.thrown(HypervisorException.Conflict.class, "a second interface", () -> await(hardware.attachNic(spec)));
        long bearers = macs(hardware).stream().filter(MAC::equalsIgnoreCase).count();
        Expect.equal(1L, bearers, "the number of interfaces of the address");
    }

    @TckRule(
            id = "HV-797",
            statement = "a disk that a running guest was given is there after its stop",
            reason = "what is gone at the next start is found out at night",
            hint = "VirtualHardware.attachDisk(): hosts that change the running guest and its definition apart")
    void disksOutliveTheRun() {
        Guest guest = running();
        VirtualHardware hardware = capability(guest, VirtualHardware.class);
        withVolumes(1, (pools, pool, volumes) -> {
            @Nullable Throwable refusal = Expect.failure(() -> attach(hardware, pool, volumes.get(0)));
            Expect.assume(
                    !(refusal instanceof HypervisorException.WrongState
                            || refusal instanceof HypervisorException.Unsupported),
                    () -> "not tested: a guest that runs takes no disk: " + refusal);
            Expect.that(refusal == null, () -> "attachDisk() threw " + refusal);
            List<String> disks = targets(hardware);
            await(guest.stop());
            Expect.equal(disks, targets(hardware), "the disks after stop()");
            await(hardware.detachDisk(disks.get(disks.size() - 1)));
        });
    }
}
