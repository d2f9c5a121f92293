/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import static dev.hvsdk.testkit.assertj.Failures.fails;
import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.junit.FakeHypervisor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions on hosts, guests, listings and answers, each with the message it fails with. */
class HostAndGuestAssertionsTest {
    private static final GuestId ID = GuestId.of("7");
    private static final GuestInfo BARE =
            GuestInfo.builder(ID, "bare", GuestState.RUNNING).build();

    @FakeHypervisor
    private FakeHost fake;

    @FakeHypervisor
    private Hypervisor host;

    private Guest web;
    private GuestInfo reading;

    @BeforeEach
    void defineGuests() {
        fake.withGuest(
                        GuestSpec.builder("web")
                                .vcpus(4)
                                .memory(MemorySize.ofGibibytes(2))
                                .build(),
                        GuestState.RUNNING)
                .withGuest("db", GuestState.STOPPED);
        web = host.findGuest("web").orElseThrow();
        reading = web.info();
    }

    @Test
    void aGuestHasAState() {
        assertThat(web).isRunning().hasState(GuestState.RUNNING).hasReason(StateReason.BOOTED);
        fails(() -> assertThat(web).isStopped(), "Expecting guest web to be stopped, but it is running (booted)");
        fails(
                () -> assertThat(BARE).hasState(GuestState.CRASHED),
                "Expecting guest bare to be crashed, but it is running");
        fails(() -> assertThat(web).isPaused(), "Expecting guest web to be paused, but it is running (booted)");
        fails(() -> assertThat(web).isSuspended(), "Expecting guest web to be suspended, but it is running (booted)");
        fails(() -> assertThat(web).isCrashed(), "Expecting guest web to be crashed, but it is running (booted)");
        fails(
                () -> assertThat(web).isShuttingDown(),
                "Expecting guest web to be shutting-down, but it is running (booted)");
        fails(
                () -> assertThat(web).hasReason(StateReason.USER),
                "Expecting guest web to have reason user, but it has booted");
        fails(
                () -> assertThat(BARE).hasReason(StateReason.USER),
                "Expecting guest bare to have reason user, but it tells none");
    }

    @Test
    void aHandleIsReadAnew() {
        GuestAssert before = assertThat(web).isRunning();
        web.stop().await();
        before.isStopped();
        assertThat(reading).isRunning();
        fails(before::isRunning, "Expecting guest web to be running, but it is stopped (destroyed)");
    }

    @Test
    void aGuestHasASize() {
        assertThat(web).hasVcpus(4).hasMemory(MemorySize.ofGibibytes(2));
        assertThat(reading).hasVcpus(4).hasMemory(MemorySize.ofGibibytes(2));
        fails(() -> assertThat(web).hasVcpus(2), "Expecting guest web to have vcpus 2, but it has 4");
        fails(() -> assertThat(BARE).hasVcpus(2), "Expecting guest bare to have vcpus 2, but it tells none");
        fails(
                () -> assertThat(reading).hasMemory(MemorySize.ofGibibytes(1)),
                "Expecting guest web to have memory 1 GiB, but it has 2 GiB");
    }

    @Test
    void aGuestHasAnIdentity() {
        assertThat(reading).hasName("web").hasId(web.id()).hasTechnology(Technology.KVM);
        fails(() -> assertThat(reading).hasName("db"), "Expecting guest web to have name db, but it has web");
        fails(() -> assertThat(BARE).hasId(GuestId.of("8")), "Expecting guest bare to have id 8, but it has 7");
        fails(
                () -> assertThat(BARE).hasTechnology(Technology.XEN),
                "Expecting guest bare to have technology xen, but it tells none");
    }

    @Test
    void aGuestHasUsedCpuTime() {
        fake.clock().advance(Duration.ofMinutes(1));
        assertThat(web).hasCpuTime(Duration.ofMinutes(4));
        fails(
                () -> assertThat(web).hasCpuTime(Duration.ofMinutes(5)),
                "Expecting guest web to have CPU time PT5M, but it has PT4M");
    }

    @Test
    void aGuestExistsOrNot() {
        assertThat(web).exists();
        assertThat(host.guest(ID)).doesNotExist();
        fails(() -> assertThat(web).doesNotExist(), "Expecting guest web not to exist, but it is running");
        fails(() -> assertThat(host.guest(ID)).exists(), "Expecting guest 7 to exist, but the host has no such guest");
    }

    @Test
    void aGuestCanDoThings() {
        assertThat(web).can(Snapshots.class);
        assertThat(web).capability(Snapshots.class).isAvailable();
        fails(
                () -> assertThat(web)
                        .as("before the upgrade")
                        .capability(Snapshots.class)
                        .isUnavailable(),
                "[before the upgrade] Expecting guest web's Snapshots to be unavailable, but it is available");
    }

    @Test
    void aHostHasGuests() {
        assertThat(host).isOpen().hasGuests(2).hasGuest("web").hasNoGuest("old");
        assertThat(host).guest("db").isStopped();
        fails(() -> assertThat(host).hasGuests(3), "Expecting host fake:kvm to have 3 guests, but it has web, db");
        fails(
                () -> assertThat(host).hasGuest("old"),
                "Expecting host fake:kvm to have a guest old, but it has web, db");
        fails(() -> assertThat(host).guest("old"), "Expecting host fake:kvm to have a guest old, but it has web, db");
        fails(
                () -> assertThat(host).hasNoGuest("db"),
                "Expecting host fake:kvm to have no guest db, but it has web, db");
        fails(
                () -> assertThat(host).as("lab").guest("db").isRunning(),
                "[lab] Expecting guest db to be running, but it is stopped (shutdown)");
    }

    @Test
    void aNameThatSeveralGuestsBearIsNotOne(
            @FakeHypervisor(
                            host = "esx",
                            profile = FakeHypervisor.Profile.VSPHERE,
                            guests = {"a", "a"})
                    Hypervisor esx) {
        fails(() -> assertThat(esx).guest("a"), "Expecting host fake:vsphere to have one guest a, but it has a, a");
    }

    @Test
    void ofManyGuestsAMessageNamesTheFirst() {
        FakeHost crowd = FakeHost.kvm().withGuests(30, GuestState.STOPPED);
        try (Hypervisor many = crowd.open()) {
            fails(
                    () -> assertThat(many).hasGuests(1),
                    "Expecting host fake:kvm to have 1 guests, but it has fake-1, fake-2, fake-3, fake-4, fake-5, fake-6,"
                            + " fake-7, fake-8, fake-9, fake-10, fake-11, fake-12, fake-13, fake-14, fake-15, fake-16,"
                            + " fake-17, fake-18, fake-19, fake-20 and 10 more");
        }
    }

    @Test
    void aHostIsOpenOrClosed() {
        Hypervisor other = fake.open();
        fails(() -> assertThat(other).isClosed(), "Expecting host fake:kvm to be closed, but it is open");
        other.close();
        assertThat(other).isClosed();
        fails(() -> assertThat(other).isOpen(), "Expecting host fake:kvm to be open, but it is closed");
    }

    @Test
    void aHostCanDoThings() {
        assertThat(host).capability(HostFeatures.class).isAvailable();
        fails(
                () -> assertThat(host).capability(HostFeatures.class).isUnavailable(),
                "Expecting host fake:kvm's HostFeatures to be unavailable, but it is available");
    }

    @Test
    void aListingHasGuests() {
        assertThat(host.guests()).hasNames("web", "db").hasSize(2).isComplete();
        assertThat(host.guests()).guest("web").isRunning();
        assertThat(GuestListing.of(List.of())).isEmpty();
        fails(() -> assertThat(host.guests()).isEmpty(), "Expecting the listing to have 0 guests, but it has web, db");
        fails(
                () -> assertThat(host.guests()).hasNames("db", "web"),
                "Expecting the listing to have db, web, but it has web, db");
        fails(
                () -> assertThat(GuestListing.of(List.of())).guest("web"),
                "Expecting the listing to have a guest web, but it has none");
    }

    @Test
    void aListingTellsWhatCouldNotBeRead() {
        HypervisorException hangs = new HypervisorException.TimedOut(
                ErrorDetails.builder("it hangs").build());
        GuestListing listing = GuestListing.of(List.of(BARE), List.of(UnreadableGuest.of(ID, "bad", hangs)));
        assertThat(listing).hasUnreadable(ID);
        fails(
                () -> assertThat(listing).isComplete(),
                "Expecting the listing to be complete, but these could not be read: bad: it hangs");
        fails(
                () -> assertThat(listing).hasUnreadable(GuestId.of("8")),
                "Expecting the listing to tell that guest 8 could not be read, but of those it has bad: it hangs");
    }

    @Test
    void anAnswerIsAvailableOrNot() {
        Support<String> yes = Support.available("it");
        Support<String> no =
                Support.unavailable(Support.Reason.HOST_MISCONFIGURED, "there is no IOMMU", "boot with it on");
        Support<String> never = Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, "100 % never");
        assertThat(yes).isAvailable();
        assertThat(no)
                .isUnavailable()
                .isUnavailable(Support.Reason.HOST_MISCONFIGURED)
                .hasDetailContaining("IOMMU")
                .hasRemedyContaining("boot");
        fails(
                () -> assertThat(no).isAvailable(),
                "Expecting it to be available, but it is unavailable (host-misconfigured): there is no IOMMU; remedy: boot with it on");
        fails(
                () -> assertThat(never).isAvailable(),
                "Expecting it to be available, but it is unavailable (no-such-concept): 100 % never");
        fails(() -> assertThat(yes).isUnavailable(), "Expecting it to be unavailable, but it is available");
        fails(
                () -> assertThat(yes).isUnavailable(Support.Reason.TOO_OLD),
                "Expecting it to be unavailable (too-old), but it is available");
        fails(
                () -> assertThat(no).isUnavailable(Support.Reason.TOO_OLD),
                "Expecting it to be unavailable (too-old), but it is unavailable (host-misconfigured): there is no IOMMU");
        fails(
                () -> assertThat(no).hasDetailContaining("disk"),
                "Expecting it to have a detail with 'disk', but it is 'there is no IOMMU'");
        fails(
                () -> assertThat(no).hasRemedyContaining("buy"),
                "Expecting it to have a remedy with 'buy', but it is 'boot with it on'");
        fails(
                () -> assertThat(never).hasRemedyContaining("buy"),
                "Expecting it to have a remedy with 'buy', but it has none");
    }

    @Test
    void nothingIsNotAGuest() {
        @Nullable Guest none = null;
        fails(() -> assertThat(none).isRunning(), "\nExpecting actual not to be null");
    }
}
