/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import dev.hvsdk.testkit.Leftover;
import org.junit.jupiter.api.Test;

/** What a fake host tells of unfinished things; here and not beside it, because lines of its own package are the SDK's. */
class LeftoversTest {
    private final FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);

    @Test
    void thereIsNothingBeforeAndAfter() {
        assertThat(fake.leftovers()).isEmpty();
        Hypervisor host = fake.open();
        host.subscribe(event -> {}).close();
        host.findGuest("web").orElseThrow().start().await();
        assertThat(fake.leftovers()).extracting(Leftover::kind).containsExactly(Leftover.Kind.CONNECTION);
        host.close();
        assertThat(fake.leftovers()).isEmpty();
    }

    @Test
    void whatIsOpenIsToldWithTheLineThatMadeIt() {
        try (Hypervisor host = Hypervisors.of(fake.provider()).open("fake:kvm")) {
            fake.faults().on(HostCall.START).hangUntilReleased();
            Subscription subscription = host.subscribe(event -> {});
            Operation<?> start = host.findGuest("web").orElseThrow().start();
            assertThat(fake.leftovers())
                    .extracting(Leftover::kind)
                    .containsExactly(Leftover.Kind.CONNECTION, Leftover.Kind.SUBSCRIPTION, Leftover.Kind.OPERATION);
            assertThat(fake.leftovers())
                    .allSatisfy(thing -> assertThat(thing.place().orElseThrow())
                            .startsWith(LeftoversTest.class.getName() + ".whatIsOpenIsToldWithTheLineThatMadeIt("
                                    + "LeftoversTest.java:"));
            assertThat(fake.leftovers().get(2).description()).startsWith("start of guest web (#");
            subscription.close();
            fake.faults().release();
            start.await();
            assertThat(fake.leftovers()).hasSize(1);
        }
    }

    @Test
    void aClosedConnectionTakesAllWithIt() {
        Hypervisor host = fake.open();
        Subscription subscription = host.subscribe(event -> {});
        host.close();
        assertThat(subscription.isOpen()).isFalse();
        assertThat(fake.leftovers()).isEmpty();
    }
}
