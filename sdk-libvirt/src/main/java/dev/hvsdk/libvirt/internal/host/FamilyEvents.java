/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.AgentChanged;
import dev.hvsdk.libvirt.BalloonChanged;
import dev.hvsdk.libvirt.BlockJobChanged;
import dev.hvsdk.libvirt.DeviceChanged;
import dev.hvsdk.libvirt.DiskFailed;
import dev.hvsdk.libvirt.GuestNotice;
import dev.hvsdk.libvirt.GuestRebooted;
import dev.hvsdk.libvirt.HostObjectChanged;
import dev.hvsdk.libvirt.HostObjectChanged.Change;
import dev.hvsdk.libvirt.MigrationIteration;
import dev.hvsdk.libvirt.internal.link.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one table from what libvirt tells beyond the lifecycle ({@code virDomainEventID} of 9.0 and its like) to events. Immutable. */
final class FamilyEvents {
    /** {@code virConnectDomainEventAgentLifecycleState}. */
    private static final int CONNECTED = 1;

    /** Those without a type of their own. */
    private static final Map<Integer, String> NOTICES = Map.ofEntries(
            Map.entry(2, "rtc-change"),
            Map.entry(3, "watchdog"),
            Map.entry(5, "graphics"),
            Map.entry(7, "control-error"),
            Map.entry(9, "disk-change"),
            Map.entry(10, "tray-change"),
            Map.entry(11, "pm-wakeup"),
            Map.entry(12, "pm-suspend"),
            Map.entry(14, "pm-suspend-disk"),
            Map.entry(17, "tunable"),
            Map.entry(21, "job-completed"),
            Map.entry(23, "metadata-change"),
            Map.entry(24, "block-threshold"),
            Map.entry(25, "memory-failure"),
            Map.entry(26, "memory-device-size-change"));

    /** {@code virNetworkEventLifecycleType}. */
    private static final List<Change> NETWORK =
            List.of(Change.DEFINED, Change.UNDEFINED, Change.STARTED, Change.STOPPED);

    /** {@code virStoragePoolEventLifecycleType}. */
    private static final List<Change> POOL =
            List.of(Change.DEFINED, Change.UNDEFINED, Change.STARTED, Change.STOPPED, Change.CREATED, Change.DELETED);

    /** {@code virNodeDeviceEventLifecycleType}. */
    private static final List<Change> NODE_DEVICE =
            List.of(Change.CREATED, Change.DELETED, Change.DEFINED, Change.UNDEFINED);

    /** {@code virConnectDomainEventBlockJobStatus}. */
    private static final List<BlockJobChanged.Outcome> OUTCOMES = List.of(
            BlockJobChanged.Outcome.COMPLETED,
            BlockJobChanged.Outcome.FAILED,
            BlockJobChanged.Outcome.CANCELLED,
            BlockJobChanged.Outcome.READY);

    private FamilyEvents() {}

    /** The event; empty if this table does not know it. */
    static Optional<FamilyEvent> of(Signal signal) {
        return switch (signal.kind()) {
            case DOMAIN -> ofDomain(signal);
            case NETWORK -> ofHost(signal, HostObjectChanged.Kind.NETWORK, NETWORK);
            case POOL ->
                SpecDisks.isOwnPool(signal.name())
                        ? Optional.empty()
                        : ofHost(signal, HostObjectChanged.Kind.POOL, POOL);
            case NODE_DEVICE -> ofHost(signal, HostObjectChanged.Kind.NODE_DEVICE, NODE_DEVICE);
        };
    }

    private static Optional<FamilyEvent> ofHost(Signal signal, HostObjectChanged.Kind kind, List<Change> changes) {
        return at(changes, number(signal, 0))
                .map(change -> new HostObjectChanged(signal.time(), kind, signal.name(), change));
    }

    private static <T> Optional<T> at(List<T> values, long index) {
        return index >= 0 && index < values.size() ? Optional.of(values.get((int) index)) : Optional.empty();
    }

    private static long number(Signal signal, int index) {
        return signal.numbers().get(index);
    }

    private static String text(Signal signal, int index) {
        return signal.texts().get(index);
    }

    private static Optional<FamilyEvent> ofDomain(Signal signal) {
        Instant time = signal.time();
        GuestId id = GuestId.of(signal.id());
        String name = signal.name();
        return switch (signal.event()) {
            case 1 -> Optional.of(new GuestRebooted(time, id, name));
            case 6 -> Optional.of(new DiskFailed(time, id, name, text(signal, 0), text(signal, 1), text(signal, 2)));
            case 13 -> Optional.of(new BalloonChanged(time, id, name, MemorySize.ofKibibytes(number(signal, 0))));
            case 15 -> device(signal, id, DeviceChanged.Change.REMOVED);
            case 16 ->
                at(OUTCOMES, number(signal, 1))
                        .map(outcome -> new BlockJobChanged(time, id, name, text(signal, 0), outcome));
            case 18 -> Optional.of(new AgentChanged(time, id, name, number(signal, 0) == CONNECTED));
            case 19 -> device(signal, id, DeviceChanged.Change.ADDED);
            case 20 -> Optional.of(new MigrationIteration(time, id, name, (int) number(signal, 0)));
            case 22 -> device(signal, id, DeviceChanged.Change.REMOVAL_FAILED);
            default -> notice(signal, id);
        };
    }

    private static Optional<FamilyEvent> device(Signal signal, GuestId id, DeviceChanged.Change change) {
        return Optional.of(new DeviceChanged(signal.time(), id, signal.name(), change, text(signal, 0)));
    }

    private static Optional<FamilyEvent> notice(Signal signal, GuestId id) {
        return Optional.ofNullable(NOTICES.get(signal.event()))
                .map(type -> new GuestNotice(signal.time(), id, signal.name(), type, signal.texts(), signal.numbers()));
    }
}
