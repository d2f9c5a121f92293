/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.FakeHost;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Counters, agents, volumes, power, saved states and hardware that are wrong in one thing each. */
@Timeout(60)
class BrokenHardwareTest {
    private static final MemorySize SMALL = MemorySize.ofMebibytes(4);

    private static Arguments defect(String name, String rule, String seen, UnaryOperator<Hypervisor> defect) {
        return argumentSet(rule + " " + name, rule, seen, defect);
    }

    private static <X extends GuestCapability> Arguments ofGuest(
            String rule, String seen, Class<X> type, String method, Overridden.OfGuest<X> instead) {
        return defect(type.getSimpleName() + "." + method, rule, seen, Overridden.guest(type, method, instead));
    }

    private static <X extends HostCapability> Arguments ofHost(
            String rule, String seen, Class<X> type, String method, Overridden.OfHost<X> instead) {
        return defect(type.getSimpleName() + "." + method, rule, seen, Overridden.host(type, method, instead));
    }

    static Stream<Arguments> counters() {
        return Stream.of(
                ofHost(
                        "HV-711",
                        "a guest that runs is 0 instead of 1",
                        BulkStatistics.class,
                        "read",
                        (real, given) -> withoutFirst(real.read((GuestQuery) given[0]))),
                ofHost(
                        "HV-711",
                        "a stopped guest is 1 instead of 0",
                        BulkStatistics.class,
                        "read",
                        (real, given) -> withAll(real.read((GuestQuery) given[0]))),
                ofHost(
                        "HV-712",
                        "the assigned memory is",
                        BulkStatistics.class,
                        "read",
                        (real, given) -> inKibibytes(real.read((GuestQuery) given[0]))),
                ofHost(
                        "HV-713",
                        "does not match is 1 instead of 0",
                        BulkStatistics.class,
                        "read",
                        (real, given) -> real.read(GuestQuery.all())));
    }

    private static StatisticsListing withoutFirst(StatisticsListing listing) {
        Map<GuestId, GuestStatistics> fewer = new LinkedHashMap<>(listing.asMap());
        listing.asMap().keySet().stream().findFirst().ifPresent(fewer::remove);
        return StatisticsListing.of(fewer, listing.incomplete());
    }

    /** The ids of fakes are counted: the third guest of the rule is the stopped one. */
    private static StatisticsListing withAll(StatisticsListing listing) {
        Map<GuestId, GuestStatistics> more = new LinkedHashMap<>(listing.asMap());
        more.put(
                GuestId.of("00000000-0000-4000-8000-000000000003"),
                GuestStatistics.builder(Instant.EPOCH).build());
        return StatisticsListing.of(more, listing.incomplete());
    }

    private static StatisticsListing inKibibytes(StatisticsListing listing) {
        Map<GuestId, GuestStatistics> wrong = new LinkedHashMap<>();
        listing.asMap()
                .forEach((id, read) -> wrong.put(
                        id,
                        GuestStatistics.builder(read.time())
                                .memoryAssigned(MemorySize.ofBytes(
                                        read.memoryAssigned().orElseThrow().toKibibytes()))
                                .build()));
        return StatisticsListing.of(wrong, listing.incomplete());
    }

    static Stream<Arguments> snapshotsAndAgents() {
        return Stream.of(
                ofGuest(
                        "HV-727",
                        "the storage of the snapshot is INTERNAL",
                        Snapshots.class,
                        "create",
                        (h, g, real, given) -> real.create(SnapshotSpec.builder(((SnapshotSpec) given[0]).name())
                                .build())),
                ofGuest(
                        "HV-765",
                        "has the address 192.0.2.7",
                        GuestAgent.class,
                        "interfaces",
                        (h, g, real, given) -> List.of(GuestInterface.builder("eth0")
                                .address("192.0.2.7")
                                .build())),
                ofGuest(
                        "HV-765",
                        "has the MAC 52-54-00-00-00-01",
                        GuestAgent.class,
                        "interfaces",
                        (h, g, real, given) -> List.of(GuestInterface.builder("eth0")
                                .mac("52-54-00-00-00-01")
                                .build())),
                ofGuest(
                        "HV-766",
                        "freeze() of a frozen guest succeeded",
                        GuestAgent.class,
                        "freeze",
                        (h, g, real, given) -> SmallDefects.done(() -> 1)),
                ofGuest(
                        "HV-766",
                        "that thaw() let go",
                        GuestAgent.class,
                        "thaw",
                        (h, g, real, given) -> SmallDefects.done(() -> {
                            real.thaw().await();
                            return 0;
                        })),
                ofGuest(
                        "HV-767",
                        "hostname() succeeded",
                        GuestAgent.class,
                        "hostname",
                        (h, g, real, given) -> Optional.of("web")));
    }

    static Stream<Arguments> volumes() {
        return Stream.of(
                ofHost(
                        "HV-775",
                        "the volume of the pool is gone",
                        StoragePools.class,
                        "undefinePool",
                        (real, given) -> {
                            deleteAll(real, (String) given[0]);
                            return real.undefinePool((String) given[0]);
                        }),
                ofHost(
                        "HV-776",
                        "of 300001 bytes there are 300000",
                        StoragePools.class,
                        "downloadVolume",
                        (real, given) ->
                                cut(real.downloadVolume((String) given[0], (String) given[1], (Path) given[2]))),
                ofHost("HV-777", "that is there succeeded", StoragePools.class, "downloadVolume", (real, given) -> {
                    Files.deleteIfExists((Path) given[2]);
                    return real.downloadVolume((String) given[0], (String) given[1], (Path) given[2]);
                }),
                ofHost(
                        "HV-778",
                        "the progress went from 10 back to",
                        StoragePools.class,
                        "uploadVolume",
                        (real, given) -> Overridden.goingBack(
                                real.uploadVolume((String) given[0], (String) given[1], (Path) given[2]))),
                ofHost(
                        "HV-779",
                        "resizeVolume() to less succeeded",
                        StoragePools.class,
                        "resizeVolume",
                        (real, given) -> lenient(
                                real.resizeVolume((String) given[0], (String) given[1], (MemorySize) given[2]))),
                ofHost(
                        "HV-779",
                        "the capacity is",
                        StoragePools.class,
                        "resizeVolume",
                        (real, given) -> SmallDefects.done(
                                () -> StorageVolume.builder("x", "y").build())),
                ofHost("HV-780", "there is a file of a volume", StoragePools.class, "downloadVolume", (real, given) -> {
                    Files.createFile((Path) given[2]);
                    return SmallDefects.done(() -> {
                        throw RichHost.notFound("volume");
                    });
                }),
                ofHost(
                        "HV-1009",
                        "the name of the volume is",
                        StoragePools.class,
                        "createVolume",
                        (real, given) -> real.createVolume((String) given[0], stripped((VolumeSpec) given[1]))),
                ofHost(
                        "HV-1010",
                        "the name of the pool is",
                        StoragePools.class,
                        "createPool",
                        (real, given) -> real.createPool(inAscii((PoolSpec) given[0]))));
    }

    private static void deleteAll(StoragePools pools, String pool) {
        pools.volumes(pool)
                .forEach(volume -> pools.deleteVolume(pool, volume.name()).await());
    }

    private static Operation<Path> cut(Operation<Path> download) throws IOException {
        Path file = download.await();
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() - 1);
        }
        return download;
    }

    private static Operation<StorageVolume> lenient(Operation<StorageVolume> real) {
        return SmallDefects.done(() -> {
            try {
                return real.await();
            } catch (HypervisorException.Unsupported e) {
                return StorageVolume.builder("x", "y").build();
            }
        });
    }

    private static VolumeSpec stripped(VolumeSpec spec) {
        return VolumeSpec.builder(spec.name().strip(), spec.capacity()).build();
    }

    private static PoolSpec inAscii(PoolSpec spec) {
        return PoolSpec.builder(spec.name().replaceAll("[^\\p{ASCII}]", "?"), spec.location())
                .build();
    }

    static Stream<Arguments> power() {
        return Stream.of(
                ofGuest(
                        "HV-781",
                        "the state after reset() is STOPPED",
                        PowerControl.class,
                        "reset",
                        (h, guest, real, given) -> guest.stop()),
                ofGuest(
                        "HV-782",
                        "reset() of a stopped guest succeeded",
                        PowerControl.class,
                        "reset",
                        (h, guest, real, given) ->
                                guest.info().state() == GuestState.STOPPED ? guest.start() : real.reset()),
                ofGuest(
                        "HV-782",
                        "save() of a stopped guest succeeded",
                        StateSaving.class,
                        "save",
                        (h, guest, real, given) -> SmallDefects.done(guest::info)),
                ofGuest(
                        "HV-783",
                        "the methods for a stopped guest",
                        PowerControl.class,
                        "shutdownMethods",
                        (h, g, real, given) -> List.of(ShutdownMethod.ACPI)),
                ofGuest(
                        "HV-783",
                        "the number of different methods",
                        PowerControl.class,
                        "shutdownMethods",
                        (h, g, real, given) -> List.of(ShutdownMethod.ACPI, ShutdownMethod.ACPI)),
                ofGuest(
                        "HV-784",
                        "the state after shutdown() by agent",
                        PowerControl.class,
                        "shutdown",
                        (h, guest, real, given) -> SmallDefects.done(guest::info)),
                ofGuest(
                        "HV-785",
                        "the state is RUNNING",
                        PowerControl.class,
                        "shutdown",
                        (h, guest, real, given) -> SmallDefects.done(guest::info)),
                ofGuest(
                        "HV-786",
                        "the reason after save() is destroyed",
                        StateSaving.class,
                        "save",
                        (h, guest, real, given) -> guest.stop()),
                ofGuest(
                        "HV-787",
                        "isSaved() is true after discard()",
                        StateSaving.class,
                        "discard",
                        (h, guest, real, given) -> SmallDefects.done(guest::info)),
                defect(
                        "undefine",
                        "HV-788",
                        "it has a saved state",
                        SmallDefects.undefine(BrokenHardwareTest::keepingSaved)),
                ofGuest(
                        "HV-789",
                        "the progress went from 10 back to",
                        StateSaving.class,
                        "save",
                        (h, g, real, given) -> Overridden.goingBack(real.save())));
    }

    private static Operation<GuestId> keepingSaved(Guest guest) {
        boolean isSaved = guest.capability(StateSaving.class).require().isSaved();
        return isSaved
                ? SmallDefects.done(() -> {
                    throw RichHost.ERRORS.hostFailure("it has a saved state");
                })
                : guest.undefine();
    }

    static Stream<Arguments> hardware() {
        return Stream.of(
                ofGuest(
                        "HV-791",
                        "the number of different names",
                        VirtualHardware.class,
                        "disks",
                        (h, g, real, given) -> real.disks().stream()
                                .map(disk -> GuestDisk.builder("vda").build())
                                .toList()),
                ofGuest("HV-792", "is not listed", VirtualHardware.class, "disks", (h, g, real, given) -> List.of()),
                ofGuest(
                        "HV-792",
                        "the volume is gone with the disk",
                        VirtualHardware.class,
                        "detachDisk",
                        (host, g, real, given) -> {
                            StoragePools pools =
                                    host.capability(StoragePools.class).require();
                            deleteAll(pools, "default");
                            return real.detachDisk((String) given[0]);
                        }),
                ofGuest(
                        "HV-793",
                        "attachDisk() of nothing succeeded",
                        VirtualHardware.class,
                        "attachDisk",
                        (h, g, real, given) -> real.attachDisk(DiskSpec.builder(((DiskSpec) given[0]).source())
                                .size(SMALL)
                                .build())),
                ofGuest(
                        "HV-794",
                        "detachDisk() succeeded",
                        VirtualHardware.class,
                        "detachDisk",
                        (h, g, real, given) -> SmallDefects.done(
                                () -> GuestDisk.builder((String) given[0]).build())),
                ofGuest(
                        "HV-794",
                        "detachNic() succeeded",
                        VirtualHardware.class,
                        "detachNic",
                        (h, g, real, given) -> SmallDefects.done(
                                () -> GuestNic.builder((String) given[0]).build())),
                ofGuest(
                        "HV-795",
                        "the MAC address is",
                        VirtualHardware.class,
                        "attachNic",
                        (h, g, real, given) -> real.attachNic(
                                NicSpec.builder(((NicSpec) given[0]).network()).build())),
                ofGuest(
                        "HV-796",
                        "a second interface succeeded",
                        VirtualHardware.class,
                        "attachNic",
                        (h, g, real, given) -> SmallDefects.done(() -> attachedOrThere(real, (NicSpec) given[0]))),
                ofGuest(
                        "HV-797",
                        "the disks after stop() is []",
                        VirtualHardware.class,
                        "disks",
                        (h, guest, real, given) -> guest.info().state().isActive() ? real.disks() : List.of()));
    }

    private static GuestNic attachedOrThere(VirtualHardware real, NicSpec spec) {
        try {
            return real.attachNic(spec).await();
        } catch (HypervisorException.Conflict e) {
            return real.nics().get(0);
        }
    }

    @ParameterizedTest
    @MethodSource({"counters", "snapshotsAndAgents", "volumes", "power", "hardware"})
    void isCaught(String rule, String seen, UnaryOperator<Hypervisor> defect) {
        KitRun run = KitRun.expecting(() -> new BrokenSubject(FakeHost.kvm(), defect), Map.of(rule, seen));
        assertThat(run.failures()).containsOnlyKeys(rule);
        assertThat(run.failures().get(rule)).contains(rule, seen, "why the rule: ", "look at: ");
    }

    /** What is skipped would be kept by any backend. */
    @Test
    void theRulesAreTestedAndKeptWithoutADefect() {
        List<Arguments> all = Stream.of(counters(), snapshotsAndAgents(), volumes(), power(), hardware())
                .flatMap(defects -> defects)
                .toList();
        Map<String, String> rules = new TreeMap<>();
        all.forEach(defect -> rules.put((String) defect.get()[0], ""));
        KitRun run = KitRun.expecting(() -> new BrokenSubject(FakeHost.kvm(), host -> host), rules);
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).isEmpty();
        assertThat(run.kept()).isEqualTo(rules.size());
    }
}
