/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.backend.LibvirtProvider;
import dev.hvsdk.libvirt.internal.link.LinkUri;
import dev.hvsdk.libvirt.internal.link.Signal;
import dev.hvsdk.libvirt.internal.link.VirLink;
import dev.hvsdk.libvirt.internal.natives.NeedsLibvirt;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of libvirt's signals in one order or another, of a guest of its test driver that runs all the time. */
@NeedsLibvirt
class HostEventsTest {
    private static final long STARTED = 2;
    private static final long STOPPED = 5;

    private final OpenState state = OpenState.of("a test");
    private final List<HypervisorEvent> seen = new CopyOnWriteArrayList<>();

    private EventBus bus;
    private GuestInfo guest;
    private HostEvents events;

    @BeforeEach
    void open() {
        ConnectSpec spec = ConnectSpec.of(URI.create("test:///default"));
        VirLink link = VirLink.open(spec, LinkUri.of(spec.uri()), state, ErrorFactory.of("libvirt-test"));
        Technologies technologies = new Technologies(new Family());
        Inventory inventory = new Inventory(link, ListingStrategy.STATES_THEN_EACH, technologies);
        bus = state.register(EventBus.of("a test", 100, Clock.systemUTC()));
        assertThat(bus.subscribe(seen::add).isOpen()).isTrue();
        guest = inventory.list(GuestQuery.all()).asList().get(0);
        events = new HostEvents(bus, inventory, technologies);
    }

    @AfterEach
    void close() {
        state.close();
    }

    private void happens(long event) {
        events.happened(new Signal(
                Signal.Kind.DOMAIN,
                0,
                guest.id().value(),
                guest.name(),
                Instant.now(),
                List.of(event, 0L),
                List.of(),
                Map.of()));
    }

    /** A guest of QEMU has none at first. */
    private void runForAnotherReason() {
        try (Hypervisor host = new LibvirtProvider().open(ConnectSpec.of(URI.create("test:///default")))) {
            host.guest(guest.id()).pause().await();
            host.guest(guest.id()).resume().await();
        }
    }

    private List<GuestState> states() {
        return seen.stream()
                .map(GuestEvent.StateChanged.class::cast)
                .map(GuestEvent.StateChanged::state)
                .toList();
    }

    private void sees(GuestState... expected) {
        Eventually.holds(() -> states().size() >= expected.length);
        assertThat(states()).containsExactly(expected);
    }

    @Test
    void aStartThatComesBeforeTheStopIsToldAfterIt() {
        happens(STARTED);
        happens(STOPPED);
        events.idle();

        sees(GuestState.RUNNING, GuestState.STOPPED, GuestState.RUNNING);
    }

    @Test
    void aStartThatComesLateIsToldOnce() {
        happens(STOPPED);
        events.idle();
        runForAnotherReason();
        happens(STARTED);
        happens(STOPPED);
        happens(STARTED);

        sees(GuestState.STOPPED, GuestState.RUNNING, GuestState.STOPPED, GuestState.RUNNING);
    }

    private static final class Family implements LibvirtFamily {
        @Override
        public String backend() {
            return "libvirt-test";
        }

        @Override
        public String product() {
            return "Test";
        }

        @Override
        public Optional<Technology> technology() {
            return Optional.empty();
        }

        @Override
        public ListingStrategy listing(URI libvirtUri) {
            return ListingStrategy.STATES_THEN_EACH;
        }

        @Override
        public String domainXml(GuestSpec spec, HostContext host) {
            throw new AssertionError("nobody makes a guest here");
        }
    }
}
