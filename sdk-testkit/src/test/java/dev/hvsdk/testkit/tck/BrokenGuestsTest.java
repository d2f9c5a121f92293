/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.FakeHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guests that are listed, found, read and changed wrongly; {@link Caught} says how they are to be found. */
@Timeout(300)
class BrokenGuestsTest {
    @Test
    void catchesMutableLists() {
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public List<PassthroughDevice> devices() {
                        return new ArrayList<>(super.devices());
                    }
                },
                Map.of("HV-308", "the collection from devices() can be changed"));
    }

    @Test
    void catchesMutableSets() {
        Caught.by(
                Defects.guestCapabilities(HashSet::new), Map.of("HV-308", "capabilities() of a guest can be changed"));
    }

    @Test
    void catchesTrimmedNames() {
        Caught.by(
                Defects.seeing(info -> Defects.copy(info, info.name().strip()).build()),
                Map.of("HV-1001", "the name is "));
    }

    @Test
    void catchesNamesThatAreTakenForNothing() {
        Caught.by(
                Defects.seeing(info -> Defects.copy(info, info.name().equals("null") ? "unnamed" : info.name())
                        .build()),
                Map.of("HV-1007", "the name is unnamed instead of null"));
    }

    @Test
    void catchesHandlesThatAreMadeByACall() {
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Guest guest(GuestId id) {
                        Guest guest = super.guest(id);
                        guest.info();
                        return guest;
                    }
                },
                Map.of("HV-307", "guest(id) threw", "HV-801", "NotFound", "HV-802", "NotFound"));
    }

    @Test
    void catchesAChoiceBetweenTwoBearersOfAName() {
        Caught.by(
                () -> new BrokenSubject(FakeHost.vsphere(), Defects::firstBearer),
                Map.of("HV-306", "findGuest() succeeded instead of throwing Conflict"));
    }

    @Test
    void catchesAStartOfWhatRuns() {
        Caught.by(
                Defects.handles(Defects::startsTwice),
                Map.of("HV-409", "start() of a running guest succeeded", "HV-902", "refused is 0 instead of 5"));
    }

    @Test
    void catchesUndefiningByForce() {
        Caught.by(
                Defects.handles(Defects::undefinesByForce),
                Map.of("HV-411", "undefine() of a running guest succeeded instead of throwing WrongState"));
    }

    @Test
    void catchesHandlesThatRemember() {
        Caught.by(Defects.handles(Defects::remembers), Map.of("HV-408", "info() of a guest that is gone succeeded"));
    }

    @Test
    void catchesAListingThatEndsWithTheFirstPage() {
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public GuestListing guests(GuestQuery query) {
                        return GuestListing.of(
                                super.guests(query).stream().limit(10).toList());
                    }
                },
                Map.of("HV-301", "is listed is 0 instead of 1"));
    }

    @Test
    void catchesWrongUnits() {
        Caught.by(
                Defects.seeing(info -> {
                    GuestInfo.Builder copy = Defects.copy(info, info.name());
                    info.memory().ifPresent(size -> copy.memory(MemorySize.ofBytes(size.toKibibytes())));
                    return copy.build();
                }),
                Map.of("HV-1101", "the memory is 192 KiB instead of 192 MiB", "HV-747", "the assigned memory is"));
    }

    @Test
    void catchesQueriesThatDoNotFilter() {
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public GuestListing guests(GuestQuery query) {
                        return super.guests(GuestQuery.all());
                    }
                },
                Map.of("HV-303", "the active guests is "));
    }

    @Test
    void catchesNamesWithoutLetterCase() {
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Optional<Guest> findGuest(String name) {
                        return guests().stream()
                                .filter(guest -> guest.name().equalsIgnoreCase(name))
                                .findFirst()
                                .map(guest -> guest(guest.id()));
                    }
                },
                Map.of("HV-1008", "findGuest() of "));
    }

    @Test
    void catchesDefinitionsThatReplaceAGuest() {
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Operation<Guest> define(GuestSpec spec) {
                        if (spec.extensions().isEmpty()) {
                            host.guests().stream()
                                    .filter(guest -> guest.name().equals(spec.name()))
                                    .forEach(guest ->
                                            host.guest(guest.id()).undefine().completion());
                        }
                        return super.define(spec);
                    }
                },
                Map.of("HV-412", "NotFound"));
    }

    @Test
    void catchesTimesOfStoppedGuests() {
        Caught.by(
                Defects.seeing(info -> Defects.copy(info, info.name())
                        .cpuTime(info.cpuTime().orElse(Duration.ZERO))
                        .build()),
                Map.of("HV-453", "its CPU time is"));
    }

    @Test
    void catchesStartTimesThatMove() {
        AtomicLong reading = new AtomicLong();
        Caught.by(
                Defects.seeing(info -> info.state() == GuestState.RUNNING
                        ? Defects.copy(info, info.name())
                                .startedAt(Instant.ofEpochSecond(reading.incrementAndGet()))
                                .build()
                        : info),
                Map.of("HV-454", "the start time, read again, is"));
    }
}
