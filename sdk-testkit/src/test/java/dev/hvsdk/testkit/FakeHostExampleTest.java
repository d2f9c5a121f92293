/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a user of the SDK writes: the program under test knows nothing of fakes but a URI, or the {@link Hypervisor} it is given. */
class FakeHostExampleTest {
    @Test
    void listsGuests() {
        try (Hypervisor host = Hypervisors.load().open("fake:kvm")) {
            assertThat(host.guests()).extracting(GuestInfo::name).containsExactly("web", "db", "build", "old");
        }
    }

    @Test
    void startsAGuestAndSeesTheEvent() throws InterruptedException {
        BlockingQueue<HypervisorEvent> events = new LinkedBlockingQueue<>();
        try (Hypervisor host = Hypervisors.load().open("fake:kvm");
                var subscription = host.subscribe(events::add)) {
            Guest old = host.findGuest("old").orElseThrow();

            GuestInfo started = old.start().await();

            assertThat(started.state()).isEqualTo(GuestState.RUNNING);
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            GuestEvent.StateChanged.class,
                            event -> assertThat(event.state()).isEqualTo(GuestState.RUNNING));
            assertThat(subscription.isOpen()).isTrue();
        }
    }

    @Test
    void arrangesAHostOfItsOwn() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING).withGuest("db", GuestState.STOPPED);
        fake.clock().advance(Duration.ofMinutes(5));
        try (Hypervisor host = fake.open()) {
            GuestInfo web = host.findGuest("web").orElseThrow().info();

            assertThat(web.cpuTime()).contains(Duration.ofMinutes(5));
            assertThatThrownBy(() -> host.findGuest("db").orElseThrow().pause().await())
                    .isInstanceOf(HypervisorException.WrongState.class)
                    .hasMessage(
                            "fake: pause guest db: it is stopped and would have to be running; possible now: start or undefine");
        }
    }
}
