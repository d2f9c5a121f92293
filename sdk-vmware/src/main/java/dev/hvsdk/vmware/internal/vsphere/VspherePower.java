/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
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

/** The reset button, and asking a guest to shut down by VMware Tools, with patience. Thread-safe. */
final class VspherePower implements PowerControl {
    private static final String RESET = "reset";
    private static final String SHUTDOWN = "shutdown";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Machine machine;

    VspherePower(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Operation<GuestInfo> reset() {
        return machine.change(RESET, source -> {
            machine.require(RESET, GuestState.RUNNING);
            machine.vsphere().tasks().run(machine.ref(), "ResetVM_Task", source, machine.errors(RESET));
            return machine.info();
        });
    }

    /** The server asks by VMware Tools alone; whether they run it says when it is asked. */
    @Override
    public List<ShutdownMethod> shutdownMethods() {
        return machine.state("read shutdown methods") == GuestState.RUNNING ? List.of(ShutdownMethod.AGENT) : List.of();
    }

    @Override
    public Operation<GuestInfo> shutdown(ShutdownOptions options) {
        return machine.change(SHUTDOWN, source -> {
            ErrorFactory about = machine.errors(SHUTDOWN);
            machine.require(SHUTDOWN, GuestState.RUNNING);
            if (!options.methods().isEmpty() && !options.methods().contains(ShutdownMethod.AGENT)) {
                throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a guest is asked by VMware Tools only");
            }
            machine.vsphere().session().call(machine.ref(), "ShutdownGuest", about);
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
        GuestInfo info = machine.info();
        while (info.state() != GuestState.STOPPED && !isGivenUp.get()) {
            if (deadline.filter(Deadline::isPassed).isPresent()) {
                return atTheEnd(options, about);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            machine.context().host().state().checkOpen();
            info = machine.info();
        }
        return info;
    }

    private GuestInfo atTheEnd(ShutdownOptions options, ErrorFactory about) {
        if (!options.stopAfterwards()) {
            throw about.timedOut("it has not shut down, and runs on");
        }
        if (machine.state(SHUTDOWN).isActive()) {
            machine.vsphere().tasks().run(machine.ref(), "PowerOffVM_Task", about);
        }
        return machine.info();
    }
}
