/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Operations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings the calls of one connection to the host, through all that may go wrong on the way. Thread-safe. */
final class Dispatcher {
    /** How often the progress of a move is told. */
    private static final int STEPS = 4;

    private final HostCore core;
    private final ConnectSpec spec;
    private final OpenState state;
    private final Executor executor;
    private final Operations operations;
    private final Usage usage;

    Dispatcher(HostCore core, ConnectSpec spec, OpenState state) {
        this.core = core;
        this.spec = spec;
        this.state = state;
        usage = core.connections().begin();
        // On the caller's thread, unless told otherwise: two runs of a test then do the same in the same order.
        executor = spec.executor().orElse(Runnable::run);
        operations = Operations.of(state, HostCore.ERRORS, executor);
    }

    /** Reads what the host has, if the connection is open. */
    <T> T read(Call call, Function<HostCore, ? extends T> reading) {
        checkOpen(call);
        Ticket ticket = begin(call);
        try {
            core.faults().link().check(call);
            core.faults().next(call).ifPresent(fault -> suffer(call, fault));
            T result = reading.apply(core);
            ticket.done();
            return result;
        } catch (RuntimeException e) {
            ticket.failed(e);
            throw e;
        }
    }

    private Ticket begin(Call call) {
        return new Ticket(core.journal(), core.journal().begin(usage.connection(), call));
    }

    /** Throws if the connection is closed, as an error of the test if the host is strict. */
    void checkOpen(Call call) {
        if (state.isOpen()) {
            return;
        }
        String mistake = "connection " + usage.connection() + ": " + call.kind().verb() + " " + call.subject()
                + " after its close()";
        begin(call).failed(new HypervisorClosedException(spec.toString()));
        core.connections().mistake(mistake);
        if (core.connections().isStrict()) {
            throw misuse(List.of(mistake));
        }
        state.checkOpen();
    }

    private ProtocolMisuseError misuse(List<String> mistakes) {
        return new ProtocolMisuseError(mistakes, core.journal().history());
    }

    /** Subscribes to events, and writes down the end of the subscription too. */
    Subscription subscribe(Supplier<Subscription> subscribing) {
        Call call = Call.onHost(HostCall.SUBSCRIBE);
        Subscription subscription = read(call, host -> subscribing.get());
        long number = begin(Call.onHost(HostCall.UNSUBSCRIBE)).number();
        return usage.watch(number, subscription, new Ticket(core.journal(), number)::done);
    }

    /** Opens a console, and writes down its end too. */
    ConsoleSession openConsole(Call call, GuestId guest) {
        ConsolePipe pipe = read(call, host -> {
            refuseIfReadOnly(call);
            return host.withGuest(guest, call.kind().verb(), host.consoles()::open);
        });
        Ticket closing = begin(new Call(HostCall.CLOSE_CONSOLE, call.subject()));
        AutoCloseable end = () -> core.consoles().close(guest, pipe);
        state.register(end);
        return usage.watch(closing.number(), new FakeConsoleSession(pipe, core.consoles(), () -> {
            usage.closed(closing.number());
            closing.done();
            state.unregister(end);
            core.consoles().close(guest, pipe);
        }));
    }

    /** Closes the connection; if the host is strict, throws if the program left something unfinished. */
    void close() {
        List<String> misuses = core.connections().end(usage);
        boolean wasOpen = state.isOpen();
        state.close();
        if (wasOpen) {
            begin(Call.onHost(HostCall.CLOSE)).done();
        }
        if (core.connections().isStrict() && !misuses.isEmpty()) {
            throw misuse(misuses);
        }
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
        checkOpen(call);
        OperationSource<T> source = operations.begin(call.description());
        Ticket ticket = begin(call);
        Fault fault = faultOf(call);
        Task<T> task = new Task<>(call, new Task.End<>(source, ticket), () -> perform(call, fault, work), executor);
        hold(task, fault);
        return usage.watch(ticket.number(), source.operation());
    }

    /**
     * Moves a guest. By the clock of this host it takes as long as the options say; until its end the move can be cancelled, and
     * its progress is told.
     */
    Operation<Guest> migrate(Call call, Migration migration) {
        checkOpen(call);
        OperationSource<Guest> source = operations.begin(call.description());
        Ticket ticket = begin(call);
        Task.End<Guest> end = new Task.End<>(source, ticket);
        Fault fault = faultOf(call);
        Task<Guest> task =
                new Task<>(call, end, () -> perform(call, fault, host -> migration.finish(host, call)), executor);
        if (fault == null) {
            move(call, migration, task, end);
        } else {
            hold(task, fault);
        }
        return usage.watch(ticket.number(), source.operation());
    }

    private void move(Call call, Migration migration, Task<Guest> task, Task.End<Guest> end) {
        HeldTasks held = core.faults().held();
        try {
            refuseIfReadOnly(call);
            migration.check(core, call);
        } catch (RuntimeException e) {
            end.failed(e);
            return;
        }
        task.cancellableBy(held);
        held.delay(task);
        long bytes = migration.bytes(core);
        Duration step = migration.time(bytes).dividedBy(STEPS);
        for (int number = 1; number <= STEPS; number++) {
            Progress progress = Progress.of("copying memory", bytes / STEPS * number, bytes, ProgressUnit.BYTES);
            core.clock().after(step.multipliedBy(number), () -> end.source().progress(progress));
        }
        core.clock().after(step.multipliedBy(STEPS), () -> held.runLate(task));
    }

    /** This host as the destination of a guest. */
    HostCore targetOf(Call call) {
        state.checkOpen();
        core.faults().link().check(call);
        refuseIfReadOnly(call);
        return core;
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
        try {
            return work.apply(core);
        } catch (HypervisorException.WrongState e) {
            if (call.kind() == HostCall.UNDEFINE) {
                usage.mistake("undefine of " + call.subject() + ", which was not stopped; stop it first");
            }
            throw e;
        }
    }

    private void refuseIfReadOnly(Call call) {
        if (spec.readOnly()) {
            usage.mistake(call.description() + " by a connection for reading only");
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
