/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.containers.internal.host.Names;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.driver.StateWatch;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An engine that is driven by its tools. Thread-safe. */
final class ToolEngine implements HostDriver {
    /** A change is an operation without a deadline; a tool that hangs for this long has failed. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** How long it is between two looks at all containers, for want of events. */
    private static final Duration LOOKS = Duration.ofSeconds(1);

    /** How long a container that was asked to shut down for a reboot is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ToolKind kind;
    private final Tool tool;
    private final ToolCalls calls;
    private final HostContext context;
    private final CapabilityTable<HostContext, GuestContext> table;
    private final ReentrantLock creating = new ReentrantLock();

    /** One at a time: there are tools that call a second start a success. */
    private final ReentrantLock starting = new ReentrantLock();

    private volatile @Nullable StateWatch watch;

    ToolEngine(ToolKind kind, ToolCalls calls, HostContext context) {
        this.kind = kind;
        this.tool = kind.tool();
        this.calls = calls;
        this.context = context;
        this.table = CapabilityTable.<HostContext, GuestContext>builder()
                .guest(GuestExec.class, guest -> Support.available(new ToolExec(guest, this)))
                .build();
        // A host without the tool, or without the right to use it, shall be refused when the connection is made.
        tool.list(calls);
    }

    Tool tool() {
        return tool;
    }

    ToolCalls calls() {
        return calls;
    }

    @Override
    public HypervisorInfo info() {
        return HypervisorInfo.builder(kind.id(), context.spec().toString(), tool.product())
                .technology(tool.technology())
                .build();
    }

    @Override
    public HostInfo machine() {
        CpuInfo.Builder cpu = CpuInfo.builder();
        calls.tryOutput("uname", "-m").map(String::strip).ifPresent(cpu::architecture);
        HostInfo.Builder host = HostInfo.builder(cpu.build());
        calls.tryOutput("uname", "-n").map(String::strip).ifPresent(host::name);
        return host.build();
    }

    @Override
    public GuestListing list(GuestQuery query) {
        return GuestListing.of(tool.list(calls).stream().filter(query::matches).toList());
    }

    @Override
    public GuestInfo read(GuestId id) {
        return find(context.errors("read").subject("guest " + id), id);
    }

    private GuestInfo find(ErrorFactory errors, GuestId id) {
        return tool.list(calls).stream()
                .filter(guest -> guest.id().equals(id))
                .findFirst()
                .orElseThrow(() -> errors.notFound("there is no such guest"));
    }

    /** A guest whose id may be put into a command: a tool could list one that was named to harm. */
    GuestInfo safe(ErrorFactory errors, GuestId id) {
        GuestInfo guest = find(errors, id);
        if (!Names.isSafe(id.value())) {
            throw errors.remedy("rename it").hostFailure("its name cannot be given to a command safely");
        }
        return guest;
    }

    @Override
    public List<PassthroughDevice> devices() {
        return List.of();
    }

    @Override
    public GuestId create(GuestSpec spec, OperationSource<?> source) {
        ErrorFactory errors = context.errors("define").subject("guest " + spec.name());
        refuseUnknownParts(errors, spec);
        GuestId id = createAlone(errors, spec);
        look();
        return id;
    }

    /** One at a time: an id that is free is so until the next one takes it. */
    private GuestId createAlone(ErrorFactory errors, GuestSpec spec) {
        creating.lock();
        try {
            List<GuestInfo> existing = tool.list(calls);
            if (existing.stream().anyMatch(guest -> guest.name().equals(spec.name()))) {
                throw errors.conflict("there is a guest of this name already");
            }
            return make(errors, tool.creation(spec, existing));
        } finally {
            creating.unlock();
        }
    }

    private GuestId make(ErrorFactory errors, Tool.Creation creation) {
        GuestId id = GuestId.of(creation.id());
        List<List<String>> commands = commands(errors, creation.recipe());
        // What fails at the first command made nothing: what bears that id then is another's.
        change(errors, commands.get(0));
        try {
            commands.subList(1, commands.size()).forEach(command -> change(errors, command));
            return id;
        } catch (HypervisorException e) {
            removeWhatIsLeft(errors, id, e);
            throw e;
        }
    }

    private static void refuseUnknownParts(ErrorFactory errors, GuestSpec spec) {
        if (!Names.isSafe(spec.name())) {
            throw errors.remedy("use letters, digits, and _ . @ + - after the first")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "the tools take no such name");
        }
        boolean isPlain = spec.disks().isEmpty()
                && spec.nics().isEmpty()
                && spec.devices().isEmpty()
                && spec.extensions().isEmpty();
        if (!isPlain) {
            throw errors.unsupported(
                    Support.Reason.NOT_IMPLEMENTED, "disks, interfaces, devices and extensions cannot be given here");
        }
    }

    private void removeWhatIsLeft(ErrorFactory errors, GuestId id, HypervisorException failure) {
        try {
            GuestInfo left = find(errors, id);
            commands(errors, tool.recipe(Verb.REMOVE, left)).forEach(command -> change(errors, command));
        } catch (HypervisorException e) {
            failure.addSuppressed(e);
        }
    }

    private void act(GuestId id, Verb verb) {
        ErrorFactory errors = context.errors(verb.operation()).subject("guest " + id);
        GuestInfo guest = safe(errors, id);
        List<List<String>> commands = commands(errors, tool.recipe(verb, guest));
        refuseIfImpossible(errors, verb, guest);
        try {
            commands.forEach(command -> change(errors, command));
        } catch (HypervisorException.HostFailure e) {
            // Somebody may have been faster than this reading: then the state, and not the tool, is the reason.
            refuseIfImpossible(errors.cause(e), verb, find(errors, id));
            throw e;
        }
        look();
    }

    private static void refuseIfImpossible(ErrorFactory errors, Verb verb, GuestInfo guest) {
        if (!verb.isPossible(guest.state())) {
            throw errors.wrongState("it is " + guest.state().id());
        }
    }

    private static List<List<String>> commands(ErrorFactory errors, Recipe recipe) {
        if (recipe instanceof Recipe.Refusal refusal) {
            throw errors.unsupported(refusal.reason(), refusal.why());
        }
        return ((Recipe.Commands) recipe).all();
    }

    private void change(ErrorFactory errors, List<String> command) {
        calls.change(errors, Command.of(command).timeout(LONG));
    }

    @Override
    public void start(GuestId id) {
        starting.lock();
        try {
            act(id, Verb.START);
        } finally {
            starting.unlock();
        }
    }

    @Override
    public void askToShutDown(GuestId id) {
        act(id, Verb.SHUT_DOWN);
    }

    @Override
    public void stop(GuestId id) {
        act(id, Verb.STOP);
        awaitStop(id);
    }

    /** Some tools return when they have asked: machinectl terminate does. */
    private void awaitStop(GuestId id) {
        if (!isStoppedBy(id, context.deadline())) {
            throw context.errors("stop").subject("guest " + id).timedOut("the tool has stopped it, and it still runs");
        }
        look();
    }

    private boolean isStoppedBy(GuestId id, Deadline deadline) {
        while (read(id).state().isActive()) {
            if (deadline.isPassed()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    @Override
    public void pause(GuestId id) {
        act(id, Verb.PAUSE);
    }

    @Override
    public void resume(GuestId id) {
        act(id, Verb.RESUME);
    }

    @Override
    public void reboot(GuestId id) {
        if (tool.reboots()) {
            act(id, Verb.REBOOT);
            return;
        }
        act(id, Verb.SHUT_DOWN);
        if (!isStoppedBy(id, Deadline.after(PATIENCE))) {
            stop(id);
        }
        start(id);
    }

    @Override
    public void remove(GuestId id) {
        act(id, Verb.REMOVE);
    }

    @Override
    public void watch(EventBus events) {
        StateWatch started = context.state().register(new StateWatch(kind.id(), LOOKS, () -> tool.list(calls), events));
        started.start();
        watch = started;
    }

    private void look() {
        StateWatch current = watch;
        if (current != null) {
            current.lookNow();
        }
    }

    @Override
    public CapabilityTable<HostContext, GuestContext> capabilities() {
        return table;
    }
}
