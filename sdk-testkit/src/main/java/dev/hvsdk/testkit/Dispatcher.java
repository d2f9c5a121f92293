/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Operations;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings the calls of one connection to the host, through all that may go wrong on the way. Thread-safe. */
final class Dispatcher {
    private final HostCore core;
    private final ConnectSpec spec;
    private final OpenState state;
    private final Executor executor;
    private final Operations operations;

    Dispatcher(HostCore core, ConnectSpec spec, OpenState state) {
        this.core = core;
        this.spec = spec;
        this.state = state;
        // On the caller's thread, unless told otherwise: two runs of a test then do the same in the same order.
        executor = spec.executor().orElse(Runnable::run);
        operations = Operations.of(state, HostCore.ERRORS, executor);
    }

    /** Reads what the host has, if the connection is open. */
    <T> T read(Call call, Function<HostCore, ? extends T> reading) {
        state.checkOpen();
        core.faults().link().check(call);
        core.faults().next(call).ifPresent(fault -> suffer(call, fault));
        return reading.apply(core);
    }

    private void suffer(Call call, Fault fault) {
        if (fault instanceof Fault.Fail fail) {
            throw fail.error().apply(errors(call));
        }
        Duration deadline = spec.deadlines().call();
        if (fault instanceof Fault.Delay delay && delay.time().compareTo(deadline) < 0) {
            core.clock().advance(delay.time());
            return;
        }
        core.clock().advance(deadline);
        throw errors(call).asTransient().timedOut("no answer came within " + deadline.toSeconds() + " s");
    }

    /** Does work that changes the host, even if the connection is closed meanwhile, unless it is for reading only. */
    <T> Operation<T> change(Call call, Function<HostCore, ? extends T> work) {
        OperationSource<T> source = operations.begin(call.description());
        Fault fault = faultOf(call);
        Task<T> task = new Task<>(call, source, () -> perform(call, fault, work), executor);
        hold(task, fault);
        return source.operation();
    }

    /** What is done while the connection is broken uses up no rule: the host has not heard of it. */
    private @Nullable Fault faultOf(Call call) {
        if (core.faults().link().isCut()) {
            return new Fault.Fail(errors -> Link.broken(call));
        }
        return core.faults().next(call).orElse(null);
    }

    private void hold(Task<?> task, @Nullable Fault fault) {
        HeldTasks held = core.faults().held();
        if (fault instanceof Fault.Hang hang) {
            offerCancel(task, hang.cancellable());
            held.hang(task);
        } else if (fault instanceof Fault.Delay delay) {
            offerCancel(task, delay.cancellable());
            held.delay(task);
            core.clock().after(delay.time(), () -> held.runLate(task));
        } else {
            task.start();
        }
    }

    private void offerCancel(Task<?> task, boolean cancellable) {
        if (cancellable) {
            task.cancellableBy(core.faults().held());
        }
    }

    private <T> T perform(Call call, @Nullable Fault fault, Function<HostCore, ? extends T> work) {
        if (fault instanceof Fault.Fail fail) {
            throw fail.error().apply(errors(call));
        }
        refuseIfReadOnly(call);
        return work.apply(core);
    }

    private void refuseIfReadOnly(Call call) {
        if (spec.readOnly()) {
            throw HostCore.ERRORS
                    .operation(call.kind().verb())
                    .remedy("open it without readOnly")
                    .permissionDenied("the connection is read-only");
        }
    }

    private static ErrorFactory errors(Call call) {
        return HostCore.ERRORS.operation(call.kind().verb()).subject(call.subject());
    }
}
