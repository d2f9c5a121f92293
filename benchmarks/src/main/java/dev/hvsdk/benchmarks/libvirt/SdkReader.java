/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The SDK, in one of the ways in which a program asks it. */
final class SdkReader implements GuestReader {
    private final Hypervisor host;
    private final Function<Hypervisor, List<GuestInfo>> way;
    private List<GuestInfo> guests = List.of();

    private SdkReader(String uri, Function<Hypervisor, List<GuestInfo>> way) {
        host = Hypervisors.load().open(uri);
        this.way = way;
    }

    /** The listing, and nothing else. */
    static SdkReader listing(String uri) {
        return new SdkReader(uri, host -> host.guests().asList());
    }

    /** The listing, with all that each guest says of itself. */
    static SdkReader detailed(String uri) {
        GuestQuery query = GuestQuery.builder().detailed(true).build();
        return new SdkReader(uri, host -> host.guests(query).asList());
    }

    /** The listing, and then each guest by its handle, for all that a guest's reading holds. */
    static SdkReader each(String uri) {
        return new SdkReader(
                uri,
                host -> host.guests().stream()
                        .map(guest -> host.guest(guest.id()).info())
                        .toList());
    }

    @Override
    public int read() {
        guests = way.apply(host);
        return guests.size();
    }

    @Override
    public List<GuestLine> lines() {
        return guests.stream().map(SdkReader::line).toList();
    }

    private static GuestLine line(GuestInfo guest) {
        return new GuestLine(
                guest.name(),
                guest.id().value(),
                number(guest.state()),
                guest.vcpus(),
                number(guest.memory().map(MemorySize::toKibibytes)),
                number(guest.cpuTime().map(Duration::toNanos)));
    }

    private static OptionalLong number(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** The number that libvirt has for it (virDomainState). */
    private static int number(GuestState state) {
        return switch (state) {
            case RUNNING -> 1;
            case PAUSED -> 3;
            case SHUTTING_DOWN -> 4;
            case STOPPED -> 5;
            case CRASHED -> 6;
            case SUSPENDED -> 7;
        };
    }
}
