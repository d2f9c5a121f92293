/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ShutdownOptions;
import java.util.Set;
import java.util.function.Function;

/** A handle on a guest of a fake host. Thread-safe. */
final class FakeGuest implements Guest {
    private final FakeConnection connection;
    private final GuestId id;

    FakeGuest(FakeConnection connection, GuestId id) {
        this.connection = connection;
        this.id = id;
    }

    FakeConnection connection() {
        return connection;
    }

    @Override
    public GuestId id() {
        return id;
    }

    @Override
    public GuestInfo info() {
        return read(host -> host.read(id));
    }

    @Override
    public Operation<GuestInfo> start() {
        return perform(Action.START);
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        return new FakePowerControl(this).shutdown(ShutdownOptions.builder().build());
    }

    @Override
    public Operation<GuestInfo> stop() {
        return perform(Action.STOP);
    }

    @Override
    public Operation<GuestInfo> pause() {
        return perform(Action.PAUSE);
    }

    @Override
    public Operation<GuestInfo> resume() {
        return perform(Action.RESUME);
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return perform(Action.REBOOT);
    }

    @Override
    public Operation<GuestId> undefine() {
        return change(
                HostCall.UNDEFINE, host -> host.perform(id, Action.UNDEFINE).id());
    }

    private Operation<GuestInfo> perform(Action action) {
        return change(HostCall.of(action), host -> host.perform(id, action));
    }

    /** Does work that changes this guest. */
    <T> Operation<T> change(HostCall kind, Function<HostCore, ? extends T> work) {
        return connection.change(Call.onGuest(kind, connection.nameOf(id)), work);
    }

    /** Does work that changes this guest, and takes its course by the clock of the host. */
    <T> Operation<T> change(HostCall kind, Course course, Dispatcher.Work<? extends T> work) {
        return connection.change(Call.onGuest(kind, connection.nameOf(id)), course, work);
    }

    /** Reads something of this guest. */
    <T> T read(Function<HostCore, ? extends T> reading) {
        return connection.read(Call.onGuest(HostCall.READ_GUEST, connection.nameOf(id)), reading);
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        return GuestAnswers.find(this, stateToAsk(), type);
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        return GuestAnswers.available(this, stateToAsk());
    }

    private GuestState stateToAsk() {
        return read(host -> host.record(id, "ask")).state();
    }

    /** The id, for asking the name would be a call. */
    @Override
    public String toString() {
        return "guest " + id;
    }
}
