/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.FakeClock;
import dev.hvsdk.testkit.FakeHost;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link FakeHypervisor} as it is meant to be used. */
class FakeHypervisorTest {
    @FakeHypervisor(profile = FakeHypervisor.Profile.XEN, guests = "dom1:paused", host = "xen")
    private Hypervisor xen;

    @FakeHypervisor(host = "xen")
    private FakeClock xenClock;

    @FakeHypervisor
    private FakeHost plain;

    @Test
    void givesAHostWithGuests(
            @FakeHypervisor(
                            guests = {"web", "db:stopped"},
                            host = "g")
                    Hypervisor host) {
        assertThat(host.info().product()).startsWith("QEMU");
        assertThat(host).guest("web").isRunning();
        assertThat(host).guest("db").isStopped();
        assertThat(host).hasGuests(2);
    }

    @Test
    void givesThreeViewsOfOneHost(
            @FakeHypervisor(host = "v") Hypervisor host,
            @FakeHypervisor(guests = "web", host = "v") FakeHost fake,
            @FakeHypervisor(host = "v") FakeClock clock) {
        fake.withGuest("db", GuestState.RUNNING);
        clock.advance(Duration.ofMinutes(5));
        assertThat(host).guest("web").hasCpuTime(Duration.ofMinutes(5));
        assertThat(host).hasGuest("db");
        assertThat(fake.openConnections()).isEqualTo(1);
    }

    @Test
    void fillsFields() {
        xenClock.advance(Duration.ofHours(1));
        assertThat(xen).guest("dom1").isPaused();
        assertThat(xen.info().product()).startsWith("Xen");
        assertThat(plain.openConnections()).isZero();
    }

    @Test
    void aNameWithAColonNeedsItsState(
            @FakeHypervisor(guests = "a:b:running", profile = FakeHypervisor.Profile.VSPHERE, host = "c")
                    Hypervisor host) {
        assertThat(host).guest("a:b").isRunning();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void worksBesideOtherParameters(
            String name,
            @FakeHypervisor(profile = FakeHypervisor.Profile.CONTAINERS, host = "p") FakeHost fake,
            @FakeHypervisor(host = "p") Hypervisor host) {
        fake.withGuest(name, GuestState.RUNNING);
        assertThat(host).hasGuests(1);
    }

    @Nested
    class Inside {
        @FakeHypervisor(host = "xen")
        private FakeHost sameAsOutside;

        @Test
        void seesTheHostsOfTheOuterClass() {
            sameAsOutside.withGuest("dom2", GuestState.RUNNING);
            assertThat(xen).hasGuest("dom1").hasGuest("dom2");
        }
    }

    @Nested
    class Early {
        private final Hypervisor given;

        Early(@FakeHypervisor(guests = "web", host = "early") Hypervisor given) {
            this.given = given;
        }

        @BeforeEach
        void stop(@FakeHypervisor(host = "early") Hypervisor same) {
            assertThat((Object) same).isSameAs(given);
            assertThat(same).guest("web").isRunning();
            same.findGuest("web").orElseThrow().stop().await();
        }

        @AfterEach
        void isStillOpen(@FakeHypervisor(host = "early") Hypervisor same) {
            assertThat(same).isOpen();
        }

        @Test
        void constructorsAndLifecycleMethodsSeeTheHostOfTheTest() {
            assertThat(given).guest("web").isStopped();
        }

        @Test
        void aSecondTestHasAHostOfItsOwn() {
            assertThat(given).guest("web").isStopped();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        private static final Queue<String> THREADS = new ConcurrentLinkedQueue<>();

        @FakeHypervisor
        private FakeHost fake;

        @RepeatedTest(200)
        void seesOnlyItsOwn(@FakeHypervisor Hypervisor host) {
            assertThat(host).hasGuests(0);
            fake.withGuests(3, GuestState.STOPPED);
            assertThat(host).hasGuests(3);
            THREADS.add(Thread.currentThread().getName());
        }
    }

    @Test
    void parallelTestsDoNotSeeEachOther() {
        Parallel.THREADS.clear();
        Runs.of(Parallel.class)
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(200).failed(0));
        assertThat(Set.copyOf(Parallel.THREADS)).as("threads at work").hasSizeGreaterThan(1);
    }
}
