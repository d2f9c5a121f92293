/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.GuestLocks;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.driver.StateWatch;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.vmrest.Vmrest;
import dev.hvsdk.vmware.internal.workstation.Switches.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A hosted product that is driven by vmrun, and by vmrest if that is to be used too; a guest's id is the path of its {@code .vmx}. Thread-safe. */
final class VmrunDriver implements HostDriver {
    /** How long it is between two looks at all machines, since the products tell of no change. */
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HostContext context;
    private final Vmrun vmrun;
    private final Switches switches;
    private final Machines machines;
    private final Folders folders;
    private final HypervisorInfo info;
    private final Memory memory = new Memory();
    private final GuestLocks locks = new GuestLocks();
    private final CapabilityTable<HostContext, GuestContext> table;
    private volatile @Nullable StateWatch watch;

    /**
     * Asks the tools once.
     *
     * @param vmrest the server of the same product, if it is to be used too
     */
    VmrunDriver(HostContext context, Installation installation, Vmrun vmrun, @Nullable Vmrest vmrest) {
        this.context = context;
        this.vmrun = vmrun;
        @Nullable Library library = vmrest == null ? null : new Library(vmrest);
        VmrunSwitches plain = new VmrunSwitches(vmrun, memory);
        this.switches = library == null ? plain : new VmrestSwitches(context, library, plain);
        // Whatever waits for an answer when the connection is closed.
        context.state().register(new Closing(switches));
        this.machines = new Machines(installation);
        this.folders = new Folders(installation.home());
        this.info = about(installation);
        this.table = WorkstationOffers.of(this, installation.product(), library);
        // A tool that does not answer, or a password that is refused, shall be seen when the connection is made.
        switches.look();
    }

    private HypervisorInfo about(Installation installation) {
        String uri = context.spec().toString();
        Optional<ProductVersion> version = installation
                .beside(installation.product() == Product.PLAYER ? "vmplayer" : "vmware")
                .flatMap(program -> vmrun.tryOutput(program, "-v"))
                .flatMap(ProductVersion::parse);
        HypervisorInfo.Builder about = HypervisorInfo.builder(
                        WorkstationBackend.ID,
                        uri,
                        version.map(ProductVersion::product)
                                .orElse(installation.product().title()))
                .technology(Technology.VMWARE);
        version.map(ProductVersion::version).ifPresent(about::version);
        return about.build();
    }

    Vmrun vmrun() {
        return vmrun;
    }

    HostContext context() {
        return context;
    }

    @Override
    public HypervisorInfo info() {
        return info;
    }

    @Override
    public HostInfo machine() {
        HostInspector inspector = HostInspector.of(HostRoot.live());
        HostInfo.Builder host = HostInfo.builder(inspector.cpu());
        inspector.memory().total().ifPresent(host::memory);
        inspector.memory().available().ifPresent(host::freeMemory);
        return host.build();
    }

    @Override
    public GuestListing list(GuestQuery query) {
        Look seen = switches.look();
        List<GuestInfo> guests = new ArrayList<>();
        List<UnreadableGuest> unreadable = new ArrayList<>();
        ErrorFactory about = context.errors("list guests");
        for (Path file : machines.all(seen.running(), seen.known())) {
            try {
                GuestInfo guest = reading(Machine.open(file, about), seen);
                if (query.matches(guest)) {
                    guests.add(guest);
                }
            } catch (HypervisorException.NotFound e) {
                // It has gone since it was found.
            } catch (HypervisorException e) {
                unreadable.add(UnreadableGuest.of(GuestId.of(file.toString()), e));
            }
        }
        return GuestListing.of(guests, unreadable);
    }

    @Override
    public GuestInfo read(GuestId id) {
        Machine machine = machine(id, context.errors("read").subject("guest " + id));
        return reading(machine, switches.lookAt(machine.file()));
    }

    private GuestInfo reading(Machine machine, Look seen) {
        boolean isActive = seen.running().contains(machine.file());
        boolean isPaused = seen.paused().contains(machine.file());
        GuestState state = !isActive ? GuestState.STOPPED : isPaused ? GuestState.PAUSED : GuestState.RUNNING;
        GuestInfo.Builder guest = machine.reading(state);
        Optional<StateReason> reason = isActive
                ? memory.reason(machine.file(), isPaused)
                : Optional.of(StateReason.SAVED).filter(saved -> machine.isSaved());
        reason.ifPresent(guest::reason);
        return guest.build();
    }

    /** The machine of this id, or NotFound. */
    Machine machine(GuestId id, ErrorFactory about) {
        Path file = Machine.path(id, about);
        return Machine.open(Machines.canonical(file), about);
    }

    GuestState state(GuestId id, String operation) {
        Machine machine = machine(id, errors(operation, id));
        return reading(machine, switches.lookAt(machine.file())).state();
    }

    ErrorFactory errors(String operation, GuestId id) {
        return context.errors(operation).subject("guest " + id);
    }

    @Override
    public List<PassthroughDevice> devices() {
        return List.of();
    }

    @Override
    public GuestId create(GuestSpec spec, OperationSource<?> source) {
        ErrorFactory about = context.errors("define").subject("guest " + spec.name());
        Path made = folders.make(new Creation(spec, about).file(), spec.name(), about);
        tellOf(made, spec.name(), about);
        look();
        return GuestId.of(made.toString());
    }

    private void tellOf(Path made, String name, ErrorFactory about) {
        try {
            switches.made(name, made, about);
        } catch (HypervisorException e) {
            Folders.remove(Machine.open(made, about), about);
            throw e;
        }
    }

    @Override
    public void start(GuestId id) {
        alone("start", id, about -> {
            Machine machine = require(id, about, Set.of(GuestState.STOPPED));
            refuseIfEncrypted(machine, about);
            boolean isSaved = machine.isSaved();
            switches.turn(Switch.ON, machine.file(), about);
            await(machine.file(), true, about);
            memory.started(machine.file(), isSaved);
        });
    }

    private static void refuseIfEncrypted(Machine machine, ErrorFactory about) {
        if (machine.content().isEncrypted()) {
            throw about.remedy("start it in the product's window, or take the encryption away")
                    .unsupported(
                            Support.Reason.NOT_IMPLEMENTED,
                            "it is encrypted, and vmrun takes its password in its arguments, which every user can read");
        }
    }

    @Override
    public void askToShutDown(GuestId id) {
        alone("shutdown", id, about -> {
            Machine machine = require(id, about, Set.of(GuestState.RUNNING));
            switches.turn(
                    Switch.SHUTDOWN, machine.file(), about.remedy("install VMware Tools in the guest, or stop() it"));
        });
    }

    @Override
    public void stop(GuestId id) {
        alone("stop", id, about -> {
            Machine machine = require(id, about, Set.of(GuestState.RUNNING, GuestState.PAUSED));
            switches.turn(Switch.OFF, machine.file(), about);
            await(machine.file(), false, about);
        });
    }

    @Override
    public void pause(GuestId id) {
        alone("pause", id, about -> {
            Machine machine = require(id, about, Set.of(GuestState.RUNNING));
            switches.turn(Switch.PAUSE, machine.file(), about);
            memory.paused(machine.file());
        });
    }

    /** Who paused it may have been another program, of which vmrun tells nothing: whether it is paused is vmrun's to say. */
    @Override
    public void resume(GuestId id) {
        alone("resume", id, about -> {
            Machine machine = require(id, about, Set.of(GuestState.PAUSED, GuestState.RUNNING));
            switches.turn(Switch.UNPAUSE, machine.file(), about);
            memory.resumed(machine.file());
        });
    }

    @Override
    public void reboot(GuestId id) {
        alone("reboot", id, about -> {
            Machine machine = require(id, about, Set.of(GuestState.RUNNING));
            try {
                vmrun.change(about, "reset", machine.file().toString(), "soft");
            } catch (HypervisorException.HostFailure | HypervisorException.WrongState e) {
                // It has no Tools that could ask it.
                resetAtOnce(machine, about.cause(e));
            }
        });
    }

    private void resetAtOnce(Machine machine, ErrorFactory about) {
        vmrun.change(about, "reset", machine.file().toString(), "hard");
    }

    /** Presses the reset button. */
    void reset(GuestId id) {
        alone("reset", id, about -> resetAtOnce(require(id, about, Set.of(GuestState.RUNNING)), about));
    }

    /** Writes its state to disk and stops it. */
    void suspend(GuestId id) {
        alone("save", id, about -> {
            Machine machine = require(id, about, Set.of(GuestState.RUNNING, GuestState.PAUSED));
            switches.turn(Switch.SUSPEND, machine.file(), about);
            await(machine.file(), false, about);
        });
    }

    /** Changes the files of a machine that is stopped. */
    void changeStopped(String operation, GuestId id, Change change) {
        alone(operation, id, about -> change.make(require(id, about, Set.of(GuestState.STOPPED)), about));
    }

    @Override
    public void remove(GuestId id) {
        changeStopped("undefine", id, Folders::remove);
    }

    private Machine require(GuestId id, ErrorFactory about, Set<GuestState> allowed) {
        Machine machine = machine(id, about);
        GuestState state = reading(machine, switches.lookAt(machine.file())).state();
        if (!allowed.contains(state)) {
            throw about.wrongState("it is " + state.id());
        }
        return machine;
    }

    private void await(Path file, boolean active, ErrorFactory about) {
        Deadline deadline = context.deadline();
        while (switches.lookAt(file).running().contains(file) != active) {
            if (deadline.isPassed()) {
                throw about.timedOut("the tool ended, and the guest has " + (active ? "not started" : "not stopped"));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** One change of a guest at a time. */
    void alone(String operation, GuestId id, Consumer<ErrorFactory> change) {
        locks.alone(id, () -> change.accept(errors(operation, id)));
        look();
    }

    @Override
    public void watch(EventBus events) {
        StateWatch started = context.state()
                .register(new StateWatch(
                        WorkstationBackend.ID,
                        LOOKS,
                        () -> list(GuestQuery.all()).asList(),
                        events));
        // Closed before the watch, which otherwise would wait for an answer.
        context.state().register(new Closing(switches));
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

    /** A second registration has to be another object. */
    private record Closing(Switches switches) implements AutoCloseable {
        @Override
        public void close() {
            switches.close();
        }
    }

    /** What is done with a machine. */
    @FunctionalInterface
    interface Change {
        void make(Machine machine, ErrorFactory about);
    }
}
