/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Operations;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Changes of state. Thread-safe. */
final class Lifecycle {
    private static final Set<GuestState> RUNNING = EnumSet.of(GuestState.RUNNING);
    private static final Set<GuestState> PAUSED = EnumSet.of(GuestState.PAUSED);
    private static final Set<GuestState> ACTIVE =
            EnumSet.of(GuestState.RUNNING, GuestState.PAUSED, GuestState.SHUTTING_DOWN, GuestState.CRASHED);

    /** Between two looks whether a machine has got where it should; VBoxManage itself takes longer. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final VBoxManage vbox;
    private final Inventory inventory;
    private final Watch watch;
    private final Context context;

    Lifecycle(VBoxManage vbox, Inventory inventory, Watch watch, Context context) {
        this.vbox = vbox;
        this.inventory = inventory;
        this.watch = watch;
        this.context = context;
    }

    /** What the parts of a connection share. Immutable. */
    record Context(OpenState state, Operations operations, ErrorFactory errors, boolean readOnly) {
        /** Errors of an operation on a guest, which is refused if the connection is for reading. */
        ErrorFactory change(String operation, GuestId id) {
            ErrorFactory about = errors.operation(operation).subject("guest " + id);
            refuseIfReadOnly(about);
            return about;
        }

        void refuseIfReadOnly(ErrorFactory about) {
            if (readOnly) {
                throw about.remedy("open a connection that is not read-only")
                        .permissionDenied("the connection is read-only");
            }
        }
    }

    private Operation<GuestInfo> run(String operation, GuestId id, Step step) {
        return context.operations().run(operation + " of guest " + id, () -> step.take(context.change(operation, id)));
    }

    @FunctionalInterface
    private interface Step {
        GuestInfo take(ErrorFactory errors);
    }

    Operation<GuestInfo> start(GuestId id) {
        return run("start", id, errors -> startAndRead(id, errors));
    }

    /** Whether it may be started is for VirtualBox to say: another program may start it meanwhile. */
    private GuestInfo startAndRead(GuestId id, ErrorFactory errors) {
        Inventory.requireUuid(id, errors);
        return watch.change(() -> {
            vbox.run(errors, "startvm", id.value(), "--type", "headless");
            return await(id, machine -> machine.state() == GuestState.RUNNING);
        });
    }

    Operation<GuestInfo> stop(GuestId id) {
        return run("stop", id, errors -> control(id, errors, "poweroff", ACTIVE, Lifecycle::isStopped));
    }

    Operation<GuestInfo> pause(GuestId id) {
        return run(
                "pause",
                id,
                errors -> control(id, errors, "pause", RUNNING, machine -> machine.state() == GuestState.PAUSED));
    }

    Operation<GuestInfo> resume(GuestId id) {
        return run(
                "resume",
                id,
                errors -> control(id, errors, "resume", PAUSED, machine -> machine.state() == GuestState.RUNNING));
    }

    Operation<GuestInfo> reset(GuestId id) {
        return run(
                "reset",
                id,
                errors -> control(id, errors, "reset", RUNNING, machine -> machine.state() == GuestState.RUNNING));
    }

    Operation<GuestInfo> shutdown(GuestId id) {
        return run("shutdown", id, errors -> shutDownAndRead(id, errors));
    }

    Operation<GuestInfo> reboot(GuestId id) {
        return run("reboot", id, errors -> {
            shutDownAndRead(id, errors);
            return startAndRead(id, errors);
        });
    }

    /** Outside of the lock of {@link Watch}: a guest may take for ever, and others must not wait for it. */
    private GuestInfo shutDownAndRead(GuestId id, ErrorFactory errors) {
        command(id, errors, "acpipowerbutton", RUNNING);
        await(id, Lifecycle::isStopped);
        return watch.change(() -> inventory.read(id));
    }

    private GuestInfo control(
            GuestId id, ErrorFactory errors, String command, Set<GuestState> allowed, Predicate<Machine> reached) {
        return watch.change(() -> {
            command(id, errors, command, allowed);
            return await(id, reached);
        });
    }

    private void command(GuestId id, ErrorFactory errors, String command, Set<GuestState> allowed) {
        GuestState state = inventory.read(id).state();
        if (!allowed.contains(state)) {
            throw errors.wrongState("the machine is " + state.id());
        }
        vbox.run(errors, "controlvm", id.value(), command);
    }

    private static boolean isStopped(Machine machine) {
        return machine.state() == GuestState.STOPPED && !machine.isHeld();
    }

    private GuestInfo await(GuestId id, Predicate<Machine> reached) {
        Machine machine = inventory.machine(id);
        while (!reached.test(machine)) {
            context.state().checkOpen();
            LockSupport.parkNanos(PAUSE.toNanos());
            machine = inventory.machine(id);
        }
        return machine.info();
    }

    Operation<GuestId> undefine(GuestId id) {
        return context.operations().run("undefine of guest " + id, () -> {
            ErrorFactory errors = context.change("undefine", id);
            GuestInfo info = inventory.read(id);
            if (info.state().isActive()) {
                throw errors.wrongState("the machine is " + info.state().id());
            }
            watch.remove(info, () -> vbox.run(errors, "unregistervm", id.value()));
            return id;
        });
    }
}
