/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.AgentChanged;
import dev.hvsdk.libvirt.BalloonChanged;
import dev.hvsdk.libvirt.BlockJobChanged;
import dev.hvsdk.libvirt.DeviceChanged;
import dev.hvsdk.libvirt.DiskFailed;
import dev.hvsdk.libvirt.GuestNotice;
import dev.hvsdk.libvirt.GuestRebooted;
import dev.hvsdk.libvirt.HostObjectChanged;
import dev.hvsdk.libvirt.MigrationIteration;
import dev.hvsdk.libvirt.internal.link.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers are those of libvirt-domain.h, libvirt-network.h, libvirt-storage.h and libvirt-nodedev.h of 9.0. */
class TablesTest {
    private static final Instant TIME = Instant.EPOCH;
    private static final GuestId ID = GuestId.of("6c3ec6a6-6b59-4c5e-9d5b-5a6c6a1d9e0a");
    private static final String NAME = "web";

    static Stream<Arguments> states() {
        return Stream.of(
                argumentSet("idle on Xen", 0, 0, GuestState.RUNNING, ""),
                argumentSet("booted", 1, 1, GuestState.RUNNING, "booted"),
                argumentSet("migration cancelled", 1, 6, GuestState.RUNNING, "migration-cancelled"),
                argumentSet("post-copy failed", 1, 11, GuestState.RUNNING, "postcopy-failed"),
                argumentSet("blocked", 2, 0, GuestState.RUNNING, ""),
                argumentSet("paused by a person", 3, 1, GuestState.PAUSED, "user"),
                argumentSet("paused by a full disk", 3, 5, GuestState.PAUSED, "io-error"),
                argumentSet("starting up", 3, 11, GuestState.PAUSED, "starting-up"),
                argumentSet("shutting down", 4, 1, GuestState.SHUTTING_DOWN, "user"),
                argumentSet("never started", 5, 0, GuestState.STOPPED, ""),
                argumentSet("destroyed", 5, 2, GuestState.STOPPED, "destroyed"),
                argumentSet("of a snapshot", 5, 7, GuestState.STOPPED, "from-snapshot"),
                argumentSet("crashed", 6, 1, GuestState.CRASHED, "panicked"),
                argumentSet("asleep", 7, 0, GuestState.SUSPENDED, ""),
                argumentSet("for a reason to come", 5, 99, GuestState.STOPPED, ""));
    }

    @ParameterizedTest
    @MethodSource("states")
    void knowsStatesAndReasons(int state, int reason, GuestState expected, String why) {
        assertThat(DomainStates.state(state)).contains(expected);
        assertThat(DomainStates.reason(state, reason).map(StateReason::id).orElse(""))
                .isEqualTo(why);
    }

    @Test
    void doesNotGuessAtStatesToCome() {
        assertThat(DomainStates.state(8)).isEmpty();
        assertThat(DomainStates.state(-1)).isEmpty();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                argumentSet("started", 2, 0, GuestState.RUNNING, "booted"),
                argumentSet("restored", 2, 2, GuestState.RUNNING, "restored"),
                argumentSet("suspended", 3, 0, GuestState.PAUSED, "user"),
                argumentSet("out of space", 3, 2, GuestState.PAUSED, "io-error"),
                argumentSet("resumed", 4, 0, GuestState.RUNNING, "unpaused"),
                argumentSet("shut down", 5, 0, GuestState.STOPPED, "shutdown"),
                argumentSet("destroyed", 5, 1, GuestState.STOPPED, "destroyed"),
                argumentSet("asleep", 7, 0, GuestState.SUSPENDED, ""),
                argumentSet("panicked", 8, 0, GuestState.CRASHED, "panicked"),
                argumentSet("for a reason to come", 5, 99, GuestState.STOPPED, ""));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void knowsLifecycleEvents(int event, int detail, GuestState state, String why) {
        LifecycleEvents.Change change = LifecycleEvents.change(event, detail).orElseThrow();
        assertThat(change.state()).isEqualTo(state);
        StateReason reason = change.reason();
        assertThat(reason == null ? "" : reason.id()).isEqualTo(why);
    }

    @Test
    void doesNotGuessAtEventsToCome() {
        assertThat(LifecycleEvents.change(9, 0)).isEmpty();
        assertThat(FamilyEvents.of(domain(99, List.of(), List.of()))).isEmpty();
    }

    private static Signal domain(int event, List<Long> numbers, List<String> texts) {
        return new Signal(Signal.Kind.DOMAIN, event, ID.value(), NAME, TIME, numbers, texts, Map.of());
    }

    private static Signal host(Signal.Kind kind, long change) {
        return new Signal(kind, 0, "id", NAME, TIME, List.of(change, 0L), List.of(), Map.of());
    }

    static Stream<Arguments> events() {
        return Stream.of(
                argumentSet("reboot", domain(1, List.of(), List.of()), new GuestRebooted(TIME, ID, NAME)),
                argumentSet(
                        "I/O error",
                        domain(6, List.of(1L), List.of("/disk", "virtio-disk0", "enospc")),
                        new DiskFailed(TIME, ID, NAME, "/disk", "virtio-disk0", "enospc")),
                argumentSet(
                        "balloon",
                        domain(13, List.of(1024L), List.of()),
                        new BalloonChanged(TIME, ID, NAME, MemorySize.ofMebibytes(1))),
                argumentSet(
                        "device removed",
                        domain(15, List.of(), List.of("net0")),
                        new DeviceChanged(TIME, ID, NAME, DeviceChanged.Change.REMOVED, "net0")),
                argumentSet(
                        "device added",
                        domain(19, List.of(), List.of("net0")),
                        new DeviceChanged(TIME, ID, NAME, DeviceChanged.Change.ADDED, "net0")),
                argumentSet(
                        "removal failed",
                        domain(22, List.of(), List.of("net0")),
                        new DeviceChanged(TIME, ID, NAME, DeviceChanged.Change.REMOVAL_FAILED, "net0")),
                argumentSet(
                        "block job ready",
                        domain(16, List.of(4L, 3L), List.of("vda")),
                        new BlockJobChanged(TIME, ID, NAME, "vda", BlockJobChanged.Outcome.READY)),
                argumentSet(
                        "agent gone", domain(18, List.of(2L, 2L), List.of()), new AgentChanged(TIME, ID, NAME, false)),
                argumentSet("migration", domain(20, List.of(3L), List.of()), new MigrationIteration(TIME, ID, NAME, 3)),
                argumentSet(
                        "watchdog",
                        domain(3, List.of(4L), List.of()),
                        new GuestNotice(TIME, ID, NAME, "watchdog", List.of(), List.of(4L))),
                argumentSet(
                        "pool deleted",
                        host(Signal.Kind.POOL, 5),
                        new HostObjectChanged(
                                TIME, HostObjectChanged.Kind.POOL, NAME, HostObjectChanged.Change.DELETED)),
                argumentSet(
                        "network started",
                        host(Signal.Kind.NETWORK, 2),
                        new HostObjectChanged(
                                TIME, HostObjectChanged.Kind.NETWORK, NAME, HostObjectChanged.Change.STARTED)),
                argumentSet(
                        "device of the host came",
                        host(Signal.Kind.NODE_DEVICE, 0),
                        new HostObjectChanged(
                                TIME, HostObjectChanged.Kind.NODE_DEVICE, NAME, HostObjectChanged.Change.CREATED)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void knowsFamilyEvents(Signal signal, FamilyEvent expected) {
        assertThat(FamilyEvents.of(signal)).contains(expected);
        assertThat(expected.toString()).contains(NAME);
        assertThat(expected.type()).matches("[a-z-]+");
    }
}
