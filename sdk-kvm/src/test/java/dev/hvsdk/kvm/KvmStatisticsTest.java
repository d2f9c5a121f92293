/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Counters and limits of guests of a real QEMU. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@LongRunning
class KvmStatisticsTest {
    /** More than there are threads to read. */
    private static final int READINGS = 40;

    private Libvirtd daemon;
    private Hypervisor host;
    private String images;

    @BeforeAll
    void start() {
        daemon = Libvirtd.setup().start();
        host = new KvmProvider()
                .open(ConnectSpec.builder(URI.create(daemon.qemuUri()))
                        .deadlines(new Deadlines(Duration.ofSeconds(8), Duration.ofSeconds(8)))
                        .build());
        images = Kvms.ownImages(daemon);
    }

    @AfterAll
    void stop() {
        host.close();
        daemon.close();
    }

    private Guest running() {
        String name = Kvms.newName("counted");
        DiskSpec disk = DiskSpec.builder(images + "/" + name + ".qcow2")
                .size(MemorySize.ofMebibytes(1))
                .build();
        return Kvms.started(host, Kvms.bare(name).disk(disk).build());
    }

    private static ResourceTuning tuning(Guest guest) {
        return guest.capability(ResourceTuning.class).require();
    }

    private StatisticsListing all() {
        return host.capability(BulkStatistics.class).require().read(GuestQuery.all());
    }

    @Test
    void countsWhatAGuestTakes() {
        Guest guest = running();

        GuestStatistics read = guest.capability(Statistics.class).require().read();

        assertThat(read.memoryAssigned()).contains(MemorySize.ofMebibytes(16));
        assertThat(read.memoryResident()).isPresent();
        assertThat(read.cpuTime()).isPresent();
        assertThat(read.disks()).extracting(DiskCounters::device).containsExactly("vda");
        // Not the numbers: the BIOS may just be reading.
        assertThat(all().find(guest.id()).orElseThrow().disks())
                .extracting(DiskCounters::device)
                .containsExactly("vda");
        Kvms.remove(guest);
    }

    private List<Guest> running(int count) {
        return Stream.generate(this::running).limit(count).toList();
    }

    private static Set<GuestId> ids(List<Guest> guests) {
        return guests.stream().map(Guest::id).collect(Collectors.toSet());
    }

    private static Set<GuestId> unreadable(StatisticsListing listing) {
        return listing.incomplete().stream().map(UnreadableGuest::id).collect(Collectors.toSet());
    }

    private static void assertCounted(StatisticsListing listing, Guest guest) {
        assertThat(listing.find(guest.id())).hasValueSatisfying(read -> {
            assertThat(read.disks()).hasSize(1);
            assertThat(read.memoryAssigned()).isPresent();
        });
    }

    private void whileHanging(List<Guest> hung, Runnable test) {
        List<String> names = hung.stream().map(guest -> guest.info().name()).toList();
        names.forEach(daemon::suspendQemu);
        try {
            test.run();
        } finally {
            names.forEach(daemon::resumeQemu);
        }
    }

    @Test
    void namesTheGuestThatHangsAndReadsTheOthers() {
        List<Guest> guests = running(3);
        Guest hung = guests.get(0);
        whileHanging(List.of(hung), () -> {
            for (int reading = 0; reading < READINGS; reading++) {
                StatisticsListing listing = all();
                assertThat(listing.incomplete())
                        .singleElement()
                        .satisfies(named -> assertThat(named.id()).isEqualTo(hung.id()))
                        .extracting(UnreadableGuest::why)
                        .isInstanceOf(HypervisorException.TimedOut.class);
                guests.subList(1, 3).forEach(guest -> assertCounted(listing, guest));
            }
        });
        Eventually.holds(() -> all().incomplete().isEmpty());
        assertCounted(all(), hung);
        guests.forEach(Kvms::remove);
    }

    @Test
    void manyThatHangHoldUpNeitherListingsNorTheOthers() {
        List<Guest> guests = running(8);
        List<Guest> hung = guests.subList(0, 6);
        Guest other = guests.get(7);
        whileHanging(hung, () -> {
            Eventually.holds(() -> unreadable(all()).equals(ids(hung)));
            assertCounted(all(), other);
            assertThat(other.capability(Statistics.class).require().read().disks())
                    .hasSize(1);
            assertThat(host.guests().asList()).extracting(GuestInfo::id).containsAll(ids(guests));
            assertThat(other.info().state()).isEqualTo(GuestState.RUNNING);
        });
        Eventually.holds(() -> all().incomplete().isEmpty());
        guests.forEach(Kvms::remove);
    }

    @Test
    void countersOfAGuestThatHangsTimeOut() {
        Guest hung = running();
        Statistics statistics = hung.capability(Statistics.class).require();
        whileHanging(List.of(hung), () -> {
            assertThatThrownBy(statistics::read)
                    .isInstanceOf(HypervisorException.TimedOut.class)
                    .hasMessageContaining(hung.id().value());
            for (int reading = 0; reading < READINGS; reading++) {
                assertThatThrownBy(statistics::read)
                        .isInstanceOf(HypervisorException.TimedOut.class)
                        .hasMessageContaining("its monitor has not answered for");
            }
        });
        Eventually.holds(() -> isRead(statistics));
        Kvms.remove(hung);
    }

    private static boolean isRead(Statistics statistics) {
        try {
            return !statistics.read().disks().isEmpty();
        } catch (HypervisorException.TimedOut e) {
            return false;
        }
    }

    @Test
    void changesMemoryByTheBalloonNowAndLater() {
        Guest guest = running();
        MemorySize less = MemorySize.ofMebibytes(12);

        tuning(guest).apply(ResourceLimits.builder().memory(less).build()).await();

        guest.stop().await();
        assertThat(tuning(guest).limits().memory()).contains(less);
        Kvms.remove(guest);
    }

    @Test
    void refusesMoreThanAGuestThatRunsHasRoomFor() {
        Guest guest = running();
        ResourceLimits memory =
                ResourceLimits.builder().memory(MemorySize.ofMebibytes(64)).build();
        ResourceLimits vcpus = ResourceLimits.builder().vcpus(2).build();

        assertThatThrownBy(() -> tuning(guest).apply(memory).await())
                .isInstanceOf(HypervisorException.WrongState.class);
        assertThatThrownBy(() -> tuning(guest).apply(vcpus).await()).isInstanceOf(HypervisorException.WrongState.class);
        guest.stop().await();
        tuning(guest).apply(memory).await();
        assertThat(tuning(guest).apply(vcpus).await())
                .matches(limits -> limits.vcpus().orElse(0) == 2)
                .matches(limits -> limits.memory().equals(memory.memory()));
        Kvms.remove(guest);
    }

    @Test
    void limitsTheCpuTimeOfAStoppedGuest() {
        Guest guest = running();
        guest.stop().await();
        ResourceLimits half = ResourceLimits.builder()
                .cpuLimit(new BigDecimal("0.5"))
                .cpuWeight(512)
                .build();

        ResourceLimits now = tuning(guest).apply(half).await();

        assertThat(now.cpuLimit()).contains(new BigDecimal("0.5"));
        assertThat(now.cpuWeight()).hasValue(512);
        assertThatThrownBy(() -> tuning(guest)
                        .apply(ResourceLimits.builder().maxProcesses(5).build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        Kvms.remove(guest);
    }

    @Test
    void saysThatTheHostHasNoControllerGroups() {
        Guest guest = running();
        ResourceLimits weight = ResourceLimits.builder().cpuWeight(512).build();

        assertThatThrownBy(() -> tuning(guest).apply(weight).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("cgroup");
        Kvms.remove(guest);
    }
}
