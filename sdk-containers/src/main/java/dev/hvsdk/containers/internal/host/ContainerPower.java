/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Shutdowns by the one way in which a container can be asked, a signal to its process 1. Thread-safe. */
public final class ContainerPower implements PowerControl {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String SHUTDOWN = "shutdown";

    private final GuestContext guest;
    private final HostDriver engine;

    /** Of this container of this engine. */
    public ContainerPower(GuestContext guest, HostDriver engine) {
        this.guest = guest;
        this.engine = engine;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return guest.change("reset", source -> {
            throw guest.errors("reset")
                    .remedy("restart it by reboot(), or by stop() and start()")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a container has no reset button");
        });
    }

    @Override
    public List<ShutdownMethod> shutdownMethods() {
        guest.host().state().checkOpen();
        return guest.info().state() == GuestState.RUNNING ? List.of(ShutdownMethod.SIGNAL) : List.of();
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return guest.change(SHUTDOWN, source -> shutdown(options, source));
    }

    private GuestInfo shutdown(ShutdownOptions options, OperationSource<GuestInfo> source) {
        if (!options.methods().isEmpty() && !options.methods().contains(ShutdownMethod.SIGNAL)) {
            throw guest.errors(SHUTDOWN)
                    .remedy("ask it by a signal")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a container is asked by a signal only, and by none of " + options.methods());
        }
        AtomicBoolean isCancelled = new AtomicBoolean();
        source.onCancel(() -> {
            isCancelled.set(true);
            return true;
        });
        engine.askToShutDown(guest.id());
        return stopped(options, isCancelled).orElseGet(() -> end(options));
    }

    /** Empty if the patience ends before the container does. */
    private Optional<GuestInfo> stopped(ShutdownOptions options, AtomicBoolean isCancelled) {
        Optional<Duration> patience = options.patience();
        long begin = System.nanoTime();
        GuestInfo info = guest.info();
        while (info.state().isActive()) {
            if (isCancelled.get()) {
                throw new CancellationException("cancelled while the container was waited for");
            }
            long waited = System.nanoTime() - begin;
            if (patience.isPresent() && patience.get().minusNanos(waited).isNegative()) {
                return Optional.empty();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            guest.host().state().checkOpen();
            info = guest.info();
        }
        return Optional.of(info);
    }

    private GuestInfo end(ShutdownOptions options) {
        if (!options.stopAfterwards()) {
            throw guest.errors(SHUTDOWN)
                    .remedy("stop it; a process 1 that does not handle the signal never hears it")
                    .timedOut("it was asked by a signal, and runs on");
        }
        engine.stop(guest.id());
        return guest.info();
    }
}
