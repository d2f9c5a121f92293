/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs are equal: ids, names, times, events, readings and errors. */
class DeterminismTest {
    private static final int STEPS = 300;

    @ParameterizedTest
    @EnumSource(Family.class)
    void twoRunsOfTheSameStepsAreEqual(Family family) throws InterruptedException {
        assertThat(run(family, 1)).hasSizeGreaterThan(STEPS).isEqualTo(run(family, 1));
    }

    @Test
    void otherStepsGiveAnotherRun() throws InterruptedException {
        assertThat(run(Family.KVM, 1)).isNotEqualTo(run(Family.KVM, 2));
    }

    private static List<String> run(Family family, long seed) throws InterruptedException {
        Random random = new Random(seed);
        FakeHost fake = FakeHost.of(family).withGuests(5, GuestState.STOPPED);
        List<String> journal = new ArrayList<>();
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            for (int step = 0; step < STEPS; step++) {
                fake.clock().advance(Duration.ofSeconds(random.nextInt(100)));
                List<Guest> guests = host.guests().stream()
                        .map(info -> host.guest(info.id()))
                        .toList();
                journal.add(act(host, guests.get(random.nextInt(guests.size())), random));
            }
            journal.addAll(Readings.of(host));
            events.untilNow().forEach(event -> journal.add(event.time() + " " + event));
        }
        return journal;
    }

    private static String act(Hypervisor host, Guest guest, Random random) {
        try {
            return switch (random.nextInt(7)) {
                case 0, 1 -> Readings.text(guest.start().await());
                case 2 -> Readings.text(guest.shutdown().await());
                case 3 -> Readings.text(guest.pause().await());
                case 4 -> Readings.text(guest.resume().await());
                case 5 -> Readings.text(guest.reboot().await());
                default ->
                    host.define(GuestSpec.builder("new-" + random.nextInt(50)).build())
                            .await()
                            .toString();
            };
        } catch (HypervisorException e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake:kvm", "fake:xen", "fake:vsphere", "fake:containers"})
    void hostsOpenedByUriAreEqual(String uri) {
        try (Hypervisor one = Hypervisors.load().open(uri);
                Hypervisor other = Hypervisors.load().open(uri)) {
            assertThat(Readings.of(one)).hasSize(4).isEqualTo(Readings.of(other));
        }
    }

    @Test
    void countsIdsInTheFormOfTheFamily() {
        assertThat(firstId(Family.KVM)).isEqualTo("00000000-0000-4000-8000-000000000001");
        assertThat(firstId(Family.XEN)).isEqualTo("00000000-0000-4000-8000-000000000001");
        assertThat(firstId(Family.VSPHERE)).isEqualTo("vm-1");
        assertThat(firstId(Family.CONTAINERS))
                .isEqualTo("0000000000000000000000000000000000000000000000000000000000000001");
    }

    private static String firstId(Family family) {
        try (Hypervisor host =
                FakeHost.of(family).withGuests(1, GuestState.RUNNING).open()) {
            return host.findGuest("fake-1").orElseThrow().id().value();
        }
    }
}
