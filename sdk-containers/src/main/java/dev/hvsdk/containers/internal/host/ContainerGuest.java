/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.OpenState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A container, by its id on a connection. Thread-safe. */
final class ContainerGuest implements Guest {
    /** Between two looks whether a container that was asked has stopped. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ContainerContext context;
    private final Engine engine;
    private final OpenState state;

    ContainerGuest(ContainerContext context, Engine engine) {
        this.context = context;
        this.engine = engine;
        this.state = context.host().state();
    }

    @Override
    public GuestId id() {
        return context.id();
    }

    @Override
    public GuestInfo info() {
        state.checkOpen();
        return context.info();
    }

    @Override
    public Operation<GuestInfo> start() {
        return change("start", engine::start);
    }

    @Override
    public Operation<GuestInfo> stop() {
        state.checkOpen();
        return context.change("stop", source -> {
            engine.stop(id());
            return infoAfterStop();
        });
    }

    @Override
    public Operation<GuestInfo> pause() {
        return change("pause", engine::pause);
    }

    @Override
    public Operation<GuestInfo> resume() {
        return change("resume", engine::resume);
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return change("reboot", engine::reboot);
    }

    private Operation<GuestInfo> change(String operation, Consumer<GuestId> call) {
        state.checkOpen();
        return context.change(operation, source -> {
            call.accept(id());
            return context.info();
        });
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        state.checkOpen();
        return context.change("shutdown", source -> {
            engine.askToShutDown(id());
            return awaitStop();
        });
    }

    private GuestInfo awaitStop() {
        GuestInfo info = infoAfterStop();
        while (info.state() != GuestState.STOPPED) {
            LockSupport.parkNanos(PAUSE.toNanos());
            state.checkOpen();
            info = infoAfterStop();
        }
        return info;
    }

    private GuestInfo infoAfterStop() {
        try {
            return context.info();
        } catch (HypervisorException.NotFound e) {
            return engine.gone(id()).orElseThrow(() -> e);
        }
    }

    @Override
    public Operation<GuestId> undefine() {
        state.checkOpen();
        return context.change("undefine", source -> {
            engine.remove(id());
            return id();
        });
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        state.checkOpen();
        return engine.capabilities().ofGuest(type, context);
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        state.checkOpen();
        return engine.capabilities().availableOfGuest(context);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerGuest that && id().equals(that.id()) && engine.equals(that.engine);
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    /** The id. */
    @Override
    public String toString() {
        return "guest " + id();
    }
}
