/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One guest of many whose QEMU does not answer. */
@Live(Engine.QEMU)
class HangingGuestLiveTest {
    private static final int GUESTS = 4;
    private static final int HUNG_CALLS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void holdsUpNeitherTheListingNorOthers() {
        try (Libvirtd daemon = Libvirtd.start();
                Hypervisor host = new KvmProvider().open(ConnectSpec.of(URI.create(daemon.qemuUri())))) {
            List<Guest> guests = IntStream.range(0, GUESTS)
                    .mapToObj(i -> started(host, "vm-" + i))
                    .toList();
            Guest hung = guests.get(0);
            daemon.suspendQemu("vm-0");
            List<Operation<GuestInfo>> calls =
                    IntStream.range(0, HUNG_CALLS).mapToObj(i -> hung.pause()).toList();
            GuestListing listing =
                    await(host::guests, seen -> !seen.incomplete().isEmpty());
            assertThat(listing.asList()).hasSize(GUESTS - 1);
            assertThat(listing.incomplete())
                    .singleElement()
                    .satisfies(guest -> assertThat(guest.id()).isEqualTo(hung.id()))
                    .extracting(UnreadableGuest::why)
                    .isInstanceOf(HypervisorException.TimedOut.class);
            Guest other = guests.get(1);
            assertThat(other.pause().await(Duration.ofSeconds(10)).state()).isEqualTo(GuestState.PAUSED);
            assertThat(other.stop().await(Duration.ofSeconds(10)).state()).isEqualTo(GuestState.STOPPED);
            daemon.resumeQemu("vm-0");
            assertThat(calls.get(0).await(PATIENCE).state()).isEqualTo(GuestState.PAUSED);
            await(host::guests, seen -> seen.incomplete().isEmpty());
            assertThat(hung.stop().await(PATIENCE).state()).isEqualTo(GuestState.STOPPED);
        }
    }

    private static Guest started(Hypervisor host, String name) {
        Guest guest = host.define(Kvms.bare(name).build()).await(PATIENCE);
        guest.start().await(PATIENCE);
        return guest;
    }

    private static GuestListing await(Supplier<GuestListing> listing, Predicate<GuestListing> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        GuestListing seen = listing.get();
        while (!wanted.test(seen) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            seen = listing.get();
        }
        assertThat(wanted.test(seen)).as(seen.toString()).isTrue();
        return seen;
    }
}
