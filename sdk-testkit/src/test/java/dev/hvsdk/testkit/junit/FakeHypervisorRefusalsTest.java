/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@link FakeHypervisor} objects to, seen by JUnit's own harness for extensions. */
class FakeHypervisorRefusalsTest {
    private static final String BROKEN = "run by another test, which expects it to fail";
    private static final String HERE = "dev\\.hvsdk\\.testkit\\.junit\\.FakeHypervisorRefusalsTest\\$";

    @Disabled(BROKEN)
    static class Leaky {
        @Test
        void subscribes(@FakeHypervisor Hypervisor host) {
            Object subscription = host.subscribe(event -> {});
            assertThat(subscription).isNotNull();
        }
    }

    @Test
    void aTestThatLeavesASubscriptionFails() {
        assertThat(Runs.failureOf(Leaky.class))
                .matches("The test left on its fake host:\\n"
                        + "  subscription #\\d+ of connection 1, made at "
                        + HERE + "Leaky\\.subscribes\\(FakeHypervisorRefusalsTest\\.java:\\d+\\)");
    }

    @Disabled(BROKEN)
    static class Busy {
        @Test
        void starts(@FakeHypervisor(guests = "web:stopped") FakeHost fake, @FakeHypervisor Hypervisor host) {
            fake.faults().on(HostCall.START).hangUntilReleased();
            var start = host.findGuest("web").orElseThrow().start();
            assertThat(start).isUnderWay();
        }
    }

    @Test
    void aTestThatLeavesAnOperationFails() {
        assertThat(Runs.failureOf(Busy.class))
                .matches("The test left on its fake host:\\n"
                        + "  operation start of guest web \\(#\\d+ of connection 1\\), made at "
                        + HERE + "Busy\\.starts\\(FakeHypervisorRefusalsTest\\.java:\\d+\\)");
    }

    @Disabled(BROKEN)
    static class AtTheConsole {
        @Test
        void types(@FakeHypervisor(guests = "web") Hypervisor host) {
            Object session = host.findGuest("web")
                    .orElseThrow()
                    .capability(Console.class)
                    .require()
                    .open();
            assertThat(session).isNotNull();
        }
    }

    @Test
    void aTestThatLeavesAConsoleFails() {
        assertThat(Runs.failureOf(AtTheConsole.class))
                .matches("The test left on its fake host:\\n"
                        + "  console #\\d+ of connection 1, made at "
                        + HERE + "AtTheConsole\\.types\\(FakeHypervisorRefusalsTest\\.java:\\d+\\)");
    }

    @Disabled(BROKEN)
    static class Connected {
        @Test
        void opens(@FakeHypervisor FakeHost fake, @FakeHypervisor Hypervisor host) {
            Hypervisor second = fake.open();
            assertThat(second).isOpen();
            assertThat(host).isOpen();
        }
    }

    @Test
    void aTestThatLeavesAConnectionOfItsOwnFails() {
        assertThat(Runs.failureOf(Connected.class))
                .matches("The test left on its fake host:\\n  connection 2, made at " + HERE
                        + "Connected\\.opens\\(FakeHypervisorRefusalsTest\\.java:\\d+\\)");
    }

    static class Tidy {
        private static final Queue<Hypervisor> GIVEN = new ConcurrentLinkedQueue<>();

        @Test
        void closesWhatItOpens(@FakeHypervisor(guests = "web:stopped") FakeHost fake, @FakeHypervisor Hypervisor host) {
            GIVEN.add(host);
            try (Hypervisor second = fake.open()) {
                Object subscription = second.subscribe(event -> {});
                assertThat(subscription).isNotNull();
            }
            host.subscribe(event -> {}).close();
            fake.faults().on(HostCall.START).hangUntilReleased();
            var start = host.findGuest("web").orElseThrow().start();
            fake.faults().release();
            assertThat(start).succeeds();
        }
    }

    @Test
    void aTestThatFinishesWhatItBeganPassesAndItsConnectionIsClosed() {
        Tidy.GIVEN.clear();
        Runs.of(Tidy.class)
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
        assertThat(Tidy.GIVEN).hasSize(1).noneMatch(Hypervisor::isOpen);
    }

    @Disabled(BROKEN)
    static class FailsAndLeaks {
        @Test
        void fails(@FakeHypervisor Hypervisor host) {
            Object subscription = host.subscribe(event -> {});
            assertThat(subscription).as("the real reason").isNull();
        }
    }

    @Test
    void aTestThatFailedIsNotBlamedForWhatItLeft() {
        assertThat(Runs.failureOf(FailsAndLeaks.class)).contains("the real reason");
        assertThat(Runs.of(FailsAndLeaks.class).allEvents().failed().stream()
                        .flatMap(event -> Runs.failure(event).stream())
                        .flatMap(failure -> Arrays.stream(failure.getSuppressed())))
                .isEmpty();
    }

    @Disabled(BROKEN)
    static class TwoPlans {
        @Test
        void contradicts(
                @FakeHypervisor(guests = "a") Hypervisor one,
                @FakeHypervisor(profile = FakeHypervisor.Profile.XEN) FakeHost two) {
            assertThat(one).isNotNull();
            assertThat(two).isNotNull();
        }
    }

    @Test
    void refusesTwoDescriptionsOfOneHost() {
        assertThat(Runs.failureOf(TwoPlans.class))
                .endsWith("@FakeHypervisor describes one host in two ways, (profile = KVM, guests = [a]) and"
                        + " (profile = XEN, guests = []); say it where the host is first used, or tell two hosts apart by"
                        + " 'host'");
    }

    @Disabled(BROKEN)
    static class TooLate {
        @FakeHypervisor
        private FakeHost fake;

        @Test
        void saysGuests(@FakeHypervisor(guests = "late") Hypervisor host) {
            assertThat(fake).isNotNull();
            assertThat(host).isNotNull();
        }
    }

    @Test
    void refusesADescriptionOfAHostThatIsMadeAlready() {
        assertThat(Runs.failureOf(TooLate.class))
                .contains("(profile = KVM, guests = []) and (profile = KVM, guests = [late])");
    }

    @Disabled(BROKEN)
    static class WrongType {
        @Test
        void takesAString(@FakeHypervisor String host) {
            assertThat(host).isNotNull();
        }
    }

    @Test
    void refusesOtherTypes() {
        assertThat(Runs.failureOf(WrongType.class))
                .contains("@FakeHypervisor gives a FakeHost, a Hypervisor or a FakeClock, and cannot give:"
                        + " java.lang.String");
    }

    @Disabled(BROKEN)
    static class WrongState {
        @Test
        void namesAState(@FakeHypervisor(guests = "web:sleeping") Hypervisor host) {
            assertThat(host).isNotNull();
        }
    }

    @Test
    void refusesUnknownStates() {
        assertThat(Runs.failureOf(WrongState.class))
                .endsWith("@FakeHypervisor: 'sleeping' of guest 'web:sleeping' is no state; there are running, paused,"
                        + " suspended, shutting-down, stopped, crashed");
    }

    @Disabled(BROKEN)
    static class StaticField {
        @FakeHypervisor
        private static FakeHost fake;

        @Test
        void hasOne() {
            assertThat(fake).isNotNull();
        }
    }

    @Test
    void refusesStaticFields() {
        assertThat(Runs.failureOf(StaticField.class)).contains("this field can be neither static nor final");
    }

    @Disabled(BROKEN)
    static class BeforeAllTests {
        @BeforeAll
        static void begin(@FakeHypervisor Hypervisor host) {
            assertThat(host).isNotNull();
        }

        @Test
        void isNotReached() {
            assertThat(true).isFalse();
        }
    }

    @Test
    void refusesToShareAHostAmongTests() {
        assertThat(Runs.failureOf(BeforeAllTests.class)).contains("there is none of before or after all tests");
    }

    @Disabled(BROKEN)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class SharedInstance {
        @FakeHypervisor
        private FakeHost fake;

        @Test
        void isOverwritten() {
            assertThat(fake).isNotNull();
        }
    }

    @Test
    void refusesFieldsThatTestsWouldOverwrite() {
        assertThat(Runs.failureOf(SharedInstance.class)).contains("would overwrite this field; use parameters");
    }
}
