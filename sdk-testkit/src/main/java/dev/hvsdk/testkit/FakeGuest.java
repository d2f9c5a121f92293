/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
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
        return connection.core().read(id);
    }

    @Override
    public Operation<GuestInfo> start() {
        return perform(Action.START);
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        return perform(Action.SHUTDOWN);
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
                Action.UNDEFINE.verb(),
                host -> host.perform(id, Action.UNDEFINE).id());
    }

    private Operation<GuestInfo> perform(Action action) {
        return change(action.verb(), host -> host.perform(id, action));
    }

    /** Does work that changes this guest. */
    <T> Operation<T> change(String verb, Function<HostCore, T> work) {
        return connection.change(verb + " of guest " + id, verb, work);
    }

    private HostCore core() {
        return connection.core();
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        core().record(id, "ask");
        return GuestAnswers.find(this, type);
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        core().record(id, "ask");
        return GuestAnswers.available(this);
    }

    /** The id, for asking the name would be a call. */
    @Override
    public String toString() {
        return "guest " + id;
    }
}
