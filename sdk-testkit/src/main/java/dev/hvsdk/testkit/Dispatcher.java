/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.spi.support.Durations;
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
    /** What is done on a host, and tells how far it has come. */
    interface Work<T> {
        T run(HostCore host, Meter meter);
    }

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
        throw errors(call).asTransient().timedOut("no answer within " + Durations.text(deadline));
    }

    /** Does work that changes the host, even if the connection is closed meanwhile, unless it is for reading only. */
    <T> Operation<T> change(Call call, Function<HostCore, ? extends T> work) {
        return change(call, (host, meter) -> work.apply(host));
    }

    /** Does work that tells how far it has come. */
    <T> Operation<T> change(Call call, Work<? extends T> work) {
        return change(call, null, work);
    }

    /**
     * Does work that takes its course by the clock of this host: until its end it can be cancelled, and its progress is told.
     *
     * @param course null for work that takes no time
     */
    <T> Operation<T> change(Call call, @Nullable Course course, Work<? extends T> work) {
        checkOpen(call);
        OperationSource<T> source = operations.begin(call.description());
        Ticket ticket = begin(call);
        Fault fault = faultOf(call);
        Meter meter = new Meter(source::progress);
        Task<T> task = new Task<>(
                call,
                new Task.End<>(source, ticket),
                () -> perform(call, fault, host -> work.run(host, meter)),
                executor);
        if (course == null || fault != null) {
            hold(task, fault, course);
        } else {
            follow(call, course, task, meter);
        }
        return usage.watch(ticket.number(), source.operation());
    }

    private void follow(Call call, Course course, Task<?> task, Meter meter) {
        Course.Span span;
        try {
            refuseIfReadOnly(call);
            span = course.span().apply(core);
        } catch (RuntimeException e) {
            task.failed(e);
            return;
        }
        Duration time = span.time();
        if (Duration.ZERO.equals(time)) {
            task.startAfter(() -> meter.tellAll(span));
            return;
        }
        HeldTasks held = core.faults().held();
        task.cancellableBy(held);
        held.delay(task);
        span.guest().ifPresent(guest -> core.shutdowns().await(guest, task));
        if (time != null) {
            meter.tellInTime(span, time, core.clock());
            core.clock().after(time, () -> held.runLate(task));
        }
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

    private void hold(Task<?> task, @Nullable Fault fault, @Nullable Course course) {
        HeldTasks held = core.faults().held();
        if (fault instanceof Fault.Hang hang) {
            offerCancel(task, hang.cancellable());
            held.hang(task);
            Duration limit = course == null ? null : course.stallLimit();
            if (limit != null) {
                core.clock().after(limit, () -> held.giveUp(task, limit));
            }
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

    static ErrorFactory errors(Call call) {
        return HostCore.ERRORS.operation(call.kind().verb()).subject(call.subject());
    }
}
