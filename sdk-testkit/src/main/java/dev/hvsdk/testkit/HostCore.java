/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The state of one fake host, which all connections to it share: immutable records under one lock.
 *
 * <p>Events are published while the lock is held, which orders them as the changes; a sink must not block. Thread-safe.
 */
final class HostCore {
    static final ErrorFactory ERRORS = ErrorFactory.of(FakeProvider.ID);

    private final Blueprint blueprint;
    private final Family family;
    private final FakeClock clock;
    private final SpecRules rules;
    private final FeatureTable features;
    private final Faults faults;
    private final ActionRules actionRules;
    private final ExecAnswers answers = new ExecAnswers();
    private final StorageStore storage;
    private final NetworkStore networks;
    private final Consoles consoles;
    private final Definitions definitions;
    private final Connections connections = new Connections();
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();

    private final Agents agents;
    private final Shutdowns shutdowns;

    /** Guarded by {@link #lock}, as all below. */
    private final GuestTable guests = new GuestTable();

    private final DeviceTable devices;
    private final Assignments assignments;
    private final SnapshotStore snapshots;
    private final PartMaker parts;
    private final HardwareStore virtualHardware;
    private final DeviceChanges deviceChanges;

    private Hardware hardware;

    HostCore(Blueprint blueprint, FakeClock clock) {
        this.blueprint = blueprint;
        this.family = blueprint.family();
        this.hardware = blueprint.hardware();
        this.clock = clock;
        this.storage = new StorageStore(family);
        this.networks = new NetworkStore(family);
        this.rules = new SpecRules(family, ERRORS);
        this.features = new FeatureTable(hardware.reports());
        this.faults = new Faults(new Link(clock));
        this.journal = new Journal(clock);
        this.devices = new DeviceTable(hardware.devices());
        this.assignments = new Assignments(family, devices, guests);
        this.actionRules = new ActionRules(family, devices);
        this.snapshots = new SnapshotStore(family, ERRORS);
        this.parts = new PartMaker(family);
        this.virtualHardware = new HardwareStore(parts, storage, guests);
        this.agents = new Agents(family, networks);
        this.shutdowns = new Shutdowns(faults.held());
        this.consoles = new Consoles(family);
        this.definitions = new Definitions(family);
        this.deviceChanges = new DeviceChanges(family, devices, assignments);
        faults.link().onCut(consoles::breakAll);
    }

    Family family() {
        return family;
    }

    /** What the host is, and how it answers that it cannot do something. */
    Blueprint blueprint() {
        return blueprint;
    }

    FakeClock clock() {
        return clock;
    }

    FeatureTable features() {
        return features;
    }

    Faults faults() {
        return faults;
    }

    ExecAnswers answers() {
        return answers;
    }

    Consoles consoles() {
        return consoles;
    }

    StorageStore storage() {
        return storage;
    }

    Agents agents() {
        return agents;
    }

    Shutdowns shutdowns() {
        return shutdowns;
    }

    /** The devices of guests; only to be used by what {@link #modify} does, as the next three. */
    Assignments assignments() {
        return assignments;
    }

    SnapshotStore snapshots() {
        return snapshots;
    }

    Definitions definitions() {
        return definitions;
    }

    HardwareStore virtualHardware() {
        return virtualHardware;
    }

    NetworkStore networks() {
        return networks;
    }

    boolean usesNetwork(String name) {
        return locked(() -> guests.all().stream()
                .anyMatch(guest -> guest.config().parts().networks().contains(name)));
    }

    Journal journal() {
        return journal;
    }

    Connections connections() {
        return connections;
    }

    /** The name of a guest for messages, or its id if it is no more. */
    String nameOf(GuestId id) {
        return locked(() -> guests.find(id).map(GuestRecord::name).orElse(id.value()));
    }

    /** What is said of a guest while nothing changes; throws {@link HypervisorException.NotFound} if there is no such guest. */
    <T> T withGuest(GuestId id, String operation, Function<GuestRecord, T> reading) {
        return locked(() -> reading.apply(existing(id, ERRORS.operation(operation))));
    }

    /** What a change makes of a guest, and what it gives. Immutable. */
    record Edit<T>(GuestRecord guest, T result) {}

    /** Changes something of a guest other than its state. */
    <T> T modify(GuestId id, String operation, BiFunction<GuestRecord, ErrorFactory, Edit<T>> work) {
        return edit(id, operation, work, this::change);
    }

    /** Changes what is kept of a guest, of which hosts tell nobody. */
    <T> T note(GuestId id, String operation, BiFunction<GuestRecord, ErrorFactory, Edit<T>> work) {
        return edit(id, operation, work, guests::put);
    }

    private <T> T edit(
            GuestId id,
            String operation,
            BiFunction<GuestRecord, ErrorFactory, Edit<T>> work,
            Consumer<GuestRecord> keep) {
        return withGuest(id, operation, guest -> {
            Edit<T> edit = work.apply(guest, doing(operation, guest.name()));
            keep.accept(edit.guest());
            return edit.result();
        });
    }

    /** The guests that match and are active, as they are at one moment. */
    List<GuestRecord> active(GuestQuery query) {
        return locked(() -> {
            Instant now = clock.instant();
            return guests.all().stream()
                    .filter(guest -> guest.run().isActive() && query.matches(guest.info(now)))
                    .toList();
        });
    }

    List<GuestInfo> list(GuestQuery query) {
        return locked(() -> {
            Instant now = clock.instant();
            return guests.all().stream()
                    .map(guest -> guest.info(now))
                    .filter(query::matches)
                    .toList();
        });
    }

    GuestInfo read(GuestId id) {
        return locked(() -> existing(id, ERRORS.operation("read")).info(clock.instant()));
    }

    /** Throws {@link HypervisorException.NotFound} if there is no such guest. */
    GuestRecord record(GuestId id, String operation) {
        return withGuest(id, operation, guest -> guest);
    }

    /** The machine, with the memory that the active guests have left. */
    HostInfo host() {
        return locked(() -> hardware.info(guests.all()));
    }

    List<PassthroughDevice> devices() {
        return locked(assignments::views);
    }

    /** Has the host stand on another machine. */
    void standOn(Hardware other) {
        locked(() -> {
            devices.replace(other.devices());
            features.replace(other.reports());
            hardware = other;
            return other;
        });
    }

    void putDevice(PassthroughDevice device) {
        locked(() -> {
            devices.put(device);
            return device;
        });
    }

    List<GuestId> named(String name) {
        return locked(() -> guests.named(name));
    }

    /** Makes a guest that is stopped. */
    GuestId define(GuestSpec spec) {
        return add(spec, family.created());
    }

    /** Makes a guest that is found in a state. */
    GuestId add(GuestSpec spec, Step step) {
        rules.check(spec);
        return locked(() -> addChecked(spec, step));
    }

    private GuestId addChecked(GuestSpec spec, Step step) {
        guests.refuseTaken(spec.name(), family, doing("define", spec.name()));
        assignments.check(spec.devices(), doing("define", spec.name()));
        Instant now = clock.instant();
        GuestId id = guests.newId(family);
        GuestConfig config = GuestConfig.of(spec, family, virtualHardware.of(spec, doing("define", spec.name())));
        GuestRecord guest = new GuestRecord(id, config, RunState.of(step, now), SnapshotTree.EMPTY);
        guests.put(guest);
        assignments.giveAll(spec.devices(), id);
        publish(new GuestEvent.Defined(now, id, guest.name()));
        if (guest.run().isActive()) {
            publish(new GuestEvent.StateChanged(now, guest.info(now)));
        }
        return id;
    }

    /** Takes over a guest as it was found, without an event. */
    void adopt(GuestRecord guest, List<PassthroughDevice> owned) {
        locked(() -> {
            guests.put(guest);
            virtualHardware.assume(guest.config().parts());
            assignments.giveAll(owned, guest.id());
            return guest;
        });
    }

    /** Goes on with a guest that left another host; it has the id that this host gives it. */
    GuestId receive(GuestRecord guest, ErrorFactory migrating) {
        return locked(() -> {
            if (family.hasUniqueNames() && !guests.named(guest.name()).isEmpty()) {
                throw migrating.conflict("the destination has a guest of its name");
            }
            Instant now = clock.instant();
            // A host of libvirt keeps the UUID; here each host counts from 1, so that another guest may have it.
            boolean keepsId = family.hasUniqueNames() && guests.find(guest.id()).isEmpty();
            GuestId id = keepsId ? guest.id() : guests.newId(family);
            GuestRecord arrived = guest.arriving(id, family.reason(StateReason.MIGRATED), now)
                    .with(virtualHardware.arriving(guest.config().parts()));
            publish(new GuestEvent.Defined(now, id, guest.name()));
            enter(arrived, now);
            return id;
        });
    }

    /** Lets a guest go that another host has taken over; false if it is not as it was then. */
    boolean release(GuestRecord guest) {
        return locked(() -> {
            if (guests.find(guest.id()).filter(guest::equals).isEmpty()) {
                return false;
            }
            if (guest.run().isActive()) {
                walk(guest, List.of(new Step(GuestState.STOPPED, family.reason(StateReason.MIGRATED))));
            }
            remove(guest);
            return true;
        });
    }

    /** Gives a guest up that was taken over in vain. */
    void withdraw(GuestId id) {
        locked(() -> remove(existing(id, ERRORS.operation("migrate"))));
    }

    /** Does what the state machine says, or throws {@link HypervisorException.WrongState}. */
    GuestInfo perform(GuestId id, Action action) {
        GuestInfo info = locked(() -> {
            GuestRecord guest = existing(id, ERRORS.operation(action.verb()));
            List<Step> path = actionRules.path(guest, action);
            return action == Action.UNDEFINE ? remove(guest) : walk(guest, path);
        });
        shutdowns.seen(id, info.state());
        return info;
    }

    /** The guest goes into a state by itself, whatever the state machine says. */
    GuestInfo force(GuestId id, Step step) {
        GuestInfo info = locked(() -> walk(existing(id, ERRORS.operation("change")), List.of(step)));
        shutdowns.seen(id, info.state());
        return info;
    }

    private GuestInfo walk(GuestRecord guest, List<Step> path) {
        Instant now = clock.instant();
        GuestRecord current = guest;
        for (Step step : path) {
            current = enter(current.enter(step, now), now);
        }
        return current.info(now);
    }

    private GuestInfo remove(GuestRecord guest) {
        Instant now = clock.instant();
        guests.remove(guest);
        devices.releaseAll(guest.id());
        consoles.end(guest.id());
        definitions.forget(guest.id());
        publish(new GuestEvent.Undefined(now, guest.id(), guest.name()));
        return guest.info(now);
    }

    GuestInfo revertTo(GuestId id, String snapshot) {
        return locked(() -> {
            Instant now = clock.instant();
            GuestRecord guest = existing(id, ERRORS.operation("revert to snapshot"));
            return enter(snapshots.revert(guest, snapshot, now), now).info(now);
        });
    }

    List<PassthroughDevice> devicesOf(GuestId id) {
        return withGuest(id, "list devices", guest -> assignments.viewsOf(guest.id()));
    }

    /** Keeps a guest of which something other than its state has changed. */
    private GuestRecord change(GuestRecord changed) {
        guests.put(changed);
        publish(new GuestEvent.Changed(clock.instant(), changed.id(), changed.name()));
        return changed;
    }

    /** Keeps a guest that went into a state; one that stopped has what its definition was changed to. */
    private GuestRecord enter(GuestRecord changed, Instant now) {
        GuestRecord kept = definitions.settle(changed, now);
        if (!kept.run().isActive()) {
            consoles.end(kept.id());
        }
        guests.put(kept);
        publish(new GuestEvent.StateChanged(now, kept.info(now)));
        return kept;
    }

    /** Plans or makes a change of the devices of the host. */
    DevicePlan withDevices(Function<DeviceChanges, DevicePlan> work) {
        return locked(() -> work.apply(deviceChanges));
    }

    private static ErrorFactory doing(String operation, String guest) {
        return ERRORS.operation(operation).subject("guest " + guest);
    }

    private GuestRecord existing(GuestId id, ErrorFactory doing) {
        return guests.find(id)
                .orElseThrow(() -> doing.subject("guest " + id).notFound("there is no such guest, or no longer"));
    }

    private void publish(HypervisorEvent event) {
        faults.link().publish(event);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
