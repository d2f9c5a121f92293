/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;

/**
 * The power control of a host that can ask a guest to shut down in one way only: it asks as the driver does, and waits with the
 * patience that it is given.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriverPower implements PowerControl {
    private static final String RESET = "reset";
    private static final String SHUTDOWN = "shutdown";
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final GuestContext guest;
    private final ShutdownMethod method;
    private final Reset reset;

    private DriverPower(GuestContext guest, ShutdownMethod method, Reset reset) {
        this.guest = guest;
        this.method = method;
        this.reset = reset;
    }

    /**
     * Of a guest with a reset button.
     *
     * @param method the one way in which {@link HostDriver#askToShutDown} asks
     * @param reset pushes the button; its errors are made by the factory that it is given
     */
    public static PowerControl of(GuestContext guest, ShutdownMethod method, Reset reset) {
        return new DriverPower(guest, method, reset);
    }

    /**
     * Of a guest without a reset button.
     *
     * @param method the one way in which {@link HostDriver#askToShutDown} asks
     * @param why why there is none, such as {@code a container has no reset button}
     */
    public static PowerControl withoutReset(GuestContext guest, ShutdownMethod method, String why) {
        return new DriverPower(guest, method, (source, about) -> {
            throw about.remedy("restart it by reboot(), or by stop() and start()")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, why);
        });
    }

    @Override
    public Operation<GuestInfo> reset() {
        return guest.change(RESET, source -> {
            reset.push(source, guest.errors(RESET));
            return guest.info();
        });
    }

    /** Whether the guest listens shows only when it is asked. */
    @Override
    public List<ShutdownMethod> shutdownMethods() {
        guest.host().state().checkOpen();
        return guest.info().state() == GuestState.RUNNING ? List.of(method) : List.of();
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return guest.change(SHUTDOWN, source -> shutdown(options, source));
    }

    private GuestInfo shutdown(ShutdownOptions options, OperationSource<GuestInfo> source) {
        ErrorFactory about = guest.errors(SHUTDOWN);
        if (!options.methods().isEmpty() && !options.methods().contains(method)) {
            throw about.remedy("ask it by " + method.id())
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a guest is asked by " + method.id() + " only here, and by none of " + options.methods());
        }
        AtomicBoolean isCancelled = new AtomicBoolean();
        source.onCancel(() -> {
            isCancelled.set(true);
            return true;
        });
        try {
            guest.driver().askToShutDown(guest.id());
        } catch (HypervisorException.Unsupported | HypervisorException.HostFailure e) {
            return atLast(options, e);
        }
        return stopped(options, isCancelled)
                .orElseGet(() -> atLast(
                        options,
                        about.remedy("stop it, or say that it be stopped afterwards")
                                .timedOut("it was asked by " + method.id() + ", and runs on")));
    }

    /** Empty if the patience ends before the guest does. */
    private Optional<GuestInfo> stopped(ShutdownOptions options, AtomicBoolean isCancelled) {
        Optional<Deadline> deadline = options.patience().map(Deadline::after);
        Pace pace = Pace.growing(PAUSE, LONGEST_PAUSE);
        GuestInfo info = guest.info();
        while (info.state().isActive()) {
            if (isCancelled.get()) {
                throw guest.errors(SHUTDOWN).timedOut("it is not waited for any longer; it may still shut down");
            }
            if (deadline.filter(Deadline::isPassed).isPresent()) {
                return Optional.empty();
            }
            pace.rest();
            guest.host().state().checkOpen();
            info = guest.info();
        }
        return Optional.of(info);
    }

    private GuestInfo atLast(ShutdownOptions options, HypervisorException failure) {
        if (!options.stopAfterwards()) {
            throw failure;
        }
        try {
            guest.driver().stop(guest.id());
        } catch (HypervisorException.WrongState e) {
            // It has stopped meanwhile, or else the failure is ours to tell.
            if (guest.info().state().isActive()) {
                throw e;
            }
        }
        return guest.info();
    }

    /** The reset button of a guest. Implementations are thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    public interface Reset {
        /** Pushes it, and returns when the host has done so. */
        void push(OperationSource<?> source, ErrorFactory about);
    }
}
