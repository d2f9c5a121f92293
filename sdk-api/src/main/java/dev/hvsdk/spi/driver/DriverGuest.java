/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Pace;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A guest, by its id on a connection. Thread-safe. */
final class DriverGuest implements Guest {
    /** Between two looks whether a guest that was asked has stopped, at first and at last. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final GuestContext context;
    private final HostDriver driver;
    private final OpenState state;

    DriverGuest(GuestContext context, HostDriver driver) {
        this.context = context;
        this.driver = driver;
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
        return change("start", driver::start);
    }

    @Override
    public Operation<GuestInfo> stop() {
        state.checkOpen();
        return context.change("stop", source -> {
            driver.stop(id());
            return infoAfterStop();
        });
    }

    @Override
    public Operation<GuestInfo> pause() {
        return change("pause", driver::pause);
    }

    @Override
    public Operation<GuestInfo> resume() {
        return change("resume", driver::resume);
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return change("reboot", driver::reboot);
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
            driver.askToShutDown(id());
            return awaitStop();
        });
    }

    private GuestInfo awaitStop() {
        Pace pace = Pace.growing(PAUSE, LONGEST_PAUSE);
        GuestInfo info = infoAfterStop();
        while (info.state() != GuestState.STOPPED) {
            pace.rest();
            state.checkOpen();
            info = infoAfterStop();
        }
        return info;
    }

    private GuestInfo infoAfterStop() {
        try {
            return context.info();
        } catch (HypervisorException.NotFound e) {
            return driver.gone(id()).orElseThrow(() -> e);
        }
    }

    @Override
    public Operation<GuestId> undefine() {
        state.checkOpen();
        return context.change("undefine", source -> {
            driver.remove(id());
            return id();
        });
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        state.checkOpen();
        return driver.capabilities().ofGuest(type, context);
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        state.checkOpen();
        return driver.capabilities().availableOfGuest(context);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DriverGuest that && id().equals(that.id()) && driver.equals(that.driver);
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
