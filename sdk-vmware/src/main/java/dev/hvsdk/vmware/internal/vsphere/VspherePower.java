/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The reset button of a guest, and asking it to shut down by VMware Tools. Thread-safe. */
final class VspherePower implements PowerControl {
    private static final String RESET = "reset";
    private static final String SHUTDOWN = "shutdown";

    /** A guest takes seconds to shut down; the server is asked for one property each time. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final OneGuest guest;

    VspherePower(OneGuest guest) {
        this.guest = guest;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return guest.change(RESET, source -> {
            ErrorFactory about = guest.errors(RESET);
            guest.require(about, GuestState.RUNNING);
            guest.run("ResetVM_Task", source, about);
            return guest.info();
        });
    }

    @Override
    public List<ShutdownMethod> shutdownMethods() {
        ErrorFactory about = guest.errors("read shutdown methods");
        boolean canBeAsked = guest.state(about) == GuestState.RUNNING && Tools.isRunning(guest, about);
        return canBeAsked ? List.of(ShutdownMethod.AGENT) : List.of();
    }

    /** Whether the Tools answer is for the server to say, which knows it later than we read it. */
    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return guest.change(SHUTDOWN, source -> {
            ErrorFactory about = guest.errors(SHUTDOWN);
            guest.require(about, GuestState.RUNNING);
            if (!options.methods().isEmpty() && !options.methods().contains(ShutdownMethod.AGENT)) {
                throw about.unsupported(
                        Support.Reason.NO_SUCH_CONCEPT, "the server asks guests by VMware Tools only: use AGENT");
            }
            guest.vsphere().session().call(guest.ref(), "ShutdownGuest", about);
            return awaitStop(options, source, about);
        });
    }

    private GuestInfo awaitStop(ShutdownOptions options, OperationSource<?> source, ErrorFactory about) {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        source.onCancel(() -> {
            isGivenUp.set(true);
            return true;
        });
        Optional<Deadline> deadline = options.patience().map(Deadline::after);
        while (guest.state(about) != GuestState.STOPPED && !isGivenUp.get()) {
            if (deadline.filter(Deadline::isPassed).isPresent()) {
                atTheEnd(options, about);
                break;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return guest.info();
    }

    private void atTheEnd(ShutdownOptions options, ErrorFactory about) {
        if (!options.stopAfterwards()) {
            throw about.timedOut("it has not shut down, and runs on");
        }
        try {
            guest.vsphere().tasks().run(guest.ref(), "PowerOffVM_Task", about);
        } catch (HypervisorException.WrongState e) {
            // It may have shut down at the last moment, which is what was wanted.
            if (guest.state(about) != GuestState.STOPPED) {
                throw e;
            }
        }
    }
}
