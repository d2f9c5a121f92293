/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.EventBus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of a look and of what is heard tells of a change; the looks are those that the test asks for. */
class StateWatchTest {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final EventBus bus = EventBus.of("test", 100, Clock.systemUTC());
    private final BlockingQueue<HypervisorEvent> events = new LinkedBlockingQueue<>();
    private final AtomicLong time = new AtomicLong();
    private final List<GuestInfo> listing = new ArrayList<>();
    private boolean isUnreachable;
    private StateWatch watch;

    @BeforeEach
    void begin() {
        bus.subscribe(events::add);
        listing.add(guest("web", GuestState.STOPPED));
        watch = new StateWatch("test", INTERVAL, this::list, bus, time::get);
    }

    @AfterEach
    void end() {
        watch.close();
        bus.close();
    }

    private List<GuestInfo> list() {
        if (isUnreachable) {
            throw new HypervisorException.Unreachable(
                    ErrorDetails.builder("nobody answers").build());
        }
        return List.copyOf(listing);
    }

    private static GuestInfo guest(String name, GuestState state) {
        return GuestInfo.builder(GuestId.of(name), name, state).build();
    }

    private void becomes(GuestState state) {
        listing.set(0, guest("web", state));
    }

    /** All that was told until now: an event that the bus gets last is told last. */
    private List<String> told() throws InterruptedException {
        bus.publish(new GuestEvent.Undefined(Clock.systemUTC().instant(), GuestId.of("end"), "end"));
        List<String> told = new ArrayList<>();
        while (true) {
            HypervisorEvent event = events.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("an event after " + told).isNotNull();
            if (event instanceof GuestEvent guest && guest.name().equals("end")) {
                return told;
            }
            told.add(text(event));
        }
    }

    private static String text(HypervisorEvent event) {
        String type = event.getClass().getSimpleName();
        if (event instanceof GuestEvent.StateChanged changed) {
            return changed.name() + " " + changed.state().id();
        }
        return event instanceof GuestEvent guest ? guest.name() + " " + type : type;
    }

    @Test
    void tellsWhatALookSeesAtOnceWhereNobodyHears() throws InterruptedException {
        becomes(GuestState.RUNNING);
        listing.add(guest("new", GuestState.RUNNING));
        watch.lookNow();
        listing.remove(1);
        watch.lookNow();
        assertThat(told()).containsExactly("web running", "new Defined", "new running", "new Undefined");
    }

    @Test
    void tellsOnceWhatIsHeardAndSeen() throws InterruptedException {
        watch.hearing();
        watch.tell(guest("web", GuestState.RUNNING));
        becomes(GuestState.RUNNING);
        watch.lookNow();
        watch.tell(guest("web", GuestState.RUNNING));
        assertThat(told()).containsExactly("web running");
    }

    @Test
    void aLookThatIsAheadOfWhatIsHeardTellsNothing() throws InterruptedException {
        watch.hearing();
        becomes(GuestState.PAUSED);
        watch.lookNow();
        watch.tell(guest("web", GuestState.RUNNING));
        watch.tell(guest("web", GuestState.PAUSED));
        watch.lookNow();
        assertThat(told()).containsExactly("web running", "web paused");
    }

    @Test
    void aLookTellsWhatNobodyHasToldForAnInterval() throws InterruptedException {
        watch.hearing();
        becomes(GuestState.RUNNING);
        watch.lookNow();
        time.addAndGet(INTERVAL.toNanos() - 1);
        watch.lookNow();
        assertThat(told()).isEmpty();
        time.addAndGet(1);
        watch.lookNow();
        watch.lookNow();
        assertThat(told()).containsExactly("web running");
    }

    @Test
    void whatIsNewIsToldBeforeItsFirstState() throws InterruptedException {
        watch.hearing();
        listing.add(guest("heard", GuestState.RUNNING));
        watch.tell(guest("heard", GuestState.RUNNING));
        listing.add(guest("seen", GuestState.RUNNING));
        watch.lookNow();
        watch.tell(guest("seen", GuestState.RUNNING));
        assertThat(told()).containsExactly("heard Defined", "heard running", "seen Defined", "seen running");
    }

    @Test
    void wordsOfOneThatIsGoneAreNotTold() throws InterruptedException {
        watch.hearing();
        listing.clear();
        watch.lookNow();
        watch.tell(guest("web", GuestState.STOPPED));
        assertThat(told()).containsExactly("web Undefined");
    }

    @Test
    void looksTellAllAgainWhenNobodyHearsAnyMore() throws InterruptedException {
        watch.hearing();
        becomes(GuestState.RUNNING);
        watch.lookNow();
        watch.deaf();
        watch.mended();
        assertThat(told()).containsExactly("Reconnected", "web running");
    }

    @Test
    void tellsThatTheHostAnswersAgain() throws InterruptedException {
        isUnreachable = true;
        watch.lookNow();
        watch.lookNow();
        isUnreachable = false;
        becomes(GuestState.RUNNING);
        watch.lookNow();
        watch.lookNow();
        assertThat(told()).containsExactly("Reconnected", "web running");
    }

    @Test
    void tellsNothingOnceItIsClosed() throws InterruptedException {
        watch.close();
        watch.tell(guest("web", GuestState.RUNNING));
        becomes(GuestState.RUNNING);
        watch.lookNow();
        assertThat(told()).isEmpty();
    }
}
