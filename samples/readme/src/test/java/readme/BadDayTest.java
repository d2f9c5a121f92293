/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.FakeClock;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import dev.hvsdk.testkit.junit.FakeHypervisor;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with a host when a test says so. */
class BadDayTest {
    @FakeHypervisor(guests = {"web", "db:stopped"})
    private Hypervisor host;

    @FakeHypervisor
    private FakeHost fake;

    @FakeHypervisor
    private FakeClock clock;

    private Guest web;
    private Guest db;

    @BeforeEach
    void findGuests() {
        web = host.findGuest("web").orElseThrow();
        db = host.findGuest("db").orElseThrow();
    }

    @Test
    void aStartFailsOnceAndThenWorks() {
        fake.faults().on(HostCall.START).forGuest("db").times(1).fail(HypervisorException.TimedOut.class);

        var error = assertThrows(
                HypervisorException.TimedOut.class, () -> db.start().await());

        assertEquals(true, error.isTransient()); // worth another try
        assertEquals(GuestState.RUNNING, db.start().await().state());
    }

    @Test
    void aShutdownTakesThreeMinutes() {
        fake.faults().on(HostCall.SHUTDOWN).delay(Duration.ofMinutes(3));
        Operation<GuestInfo> shutdown = web.shutdown();

        clock.advance(Duration.ofMinutes(2));
        assertFalse(shutdown.isDone());

        clock.advance(Duration.ofMinutes(1));
        assertEquals(GuestState.STOPPED, shutdown.await().state());
    }

    @Test
    void aPauseHangsUntilItIsCancelled() {
        fake.faults().on(HostCall.PAUSE).cancellable().hangUntilReleased();
        Operation<GuestInfo> pause = web.pause();

        assertThrows(HypervisorException.TimedOut.class, () -> pause.await(Duration.ofMillis(10)));

        assertEquals(true, pause.cancel());
        assertEquals(GuestState.RUNNING, web.info().state());
    }

    @Test
    void theHostGoesAwayAndComesBack() throws InterruptedException {
        BlockingQueue<HypervisorEvent> events = new LinkedBlockingQueue<>();
        try (Subscription subscription = host.subscribe(events::add)) {
            fake.faults().disconnect();
            assertThrows(HypervisorException.Unreachable.class, host::guests);

            fake.faults().reconnect();
            assertEquals(2, host.guests().size());
            assertInstanceOf(HypervisorEvent.Reconnected.class, events.poll(10, TimeUnit.SECONDS));
            assertEquals(true, subscription.isOpen());
        }
    }

    @Test
    void eventsAreLostAndThatIsTold() throws InterruptedException {
        BlockingQueue<HypervisorEvent> events = new LinkedBlockingQueue<>();
        try (Subscription subscription = host.subscribe(events::add)) {
            fake.faults().loseEvents(2);
            web.pause().await();
            web.resume().await();

            var lost = assertInstanceOf(HypervisorEvent.Lost.class, events.poll(10, TimeUnit.SECONDS));
            assertEquals(2, lost.atLeast());
            assertEquals(true, subscription.isOpen());
        }
    }

    @Test
    void theHostFailsInItsOwnWords() {
        ErrorFactory errors = ErrorFactory.of("fake").operation("start").subject("guest db");
        NativeError words = new NativeError("libvirt", "VIR_ERR_INTERNAL_ERROR (1)", "no space left on device");
        fake.faults().on(HostCall.START).fail(() -> errors.nativeError(words).hostFailure("it did not start"));

        var error = assertThrows(
                HypervisorException.HostFailure.class, () -> db.start().await());

        assertEquals(words, error.nativeError().orElseThrow());
    }

    @Test
    void oneCallInTenFailsTheSameInEachRun() {
        fake.faults().randomly(42, 0.1);

        int failures = 0;
        for (int number = 0; number < 100; number++) {
            try {
                web.reboot().await();
            } catch (HypervisorException e) {
                failures++;
            }
        }

        assertEquals(7, failures);
    }
}
