/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

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
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.host.Names;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.driver.StateWatch;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The containers of LXC in one directory. Thread-safe. */
final class LxcEngine implements HostDriver {
    static final String ID = "lxc";

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** How long it is between two looks at all containers, for want of events. */
    private static final Duration LOOKS = Duration.ofSeconds(1);

    /** How long a container that was asked to shut down for a reboot is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<GuestState> ACTIVE =
            EnumSet.of(GuestState.RUNNING, GuestState.PAUSED, GuestState.SHUTTING_DOWN);

    private final HostContext context;
    private final Path directory;
    private final Driver driver;
    private final Tools tools;
    private final String version;
    private final ControlGroup group;
    private final LxcStates states = new LxcStates();
    private final CapabilityTable<HostContext, GuestContext> table;
    private volatile @Nullable StateWatch watch;

    /** An engine whose quick calls go by this driver, and all others by the tools. */
    LxcEngine(HostContext context, Path directory, Driver driver, Tools tools, String version) {
        this.context = context;
        this.directory = directory;
        this.driver = driver;
        this.tools = tools;
        this.version = version;
        this.group = ControlGroup.of(tools.machine());
        this.table = LxcOffers.of(this, tools);
        // A host that does not answer, or not this user, shall be refused when the connection is made.
        List<String> ignored = driver.names();
    }

    Driver driver() {
        return driver;
    }

    ControlGroup group() {
        return group;
    }

    /** The machine that the containers are on. */
    Machine ground() {
        return tools.machine();
    }

    LxcStates states() {
        return states;
    }

    Path directory(GuestId id) {
        return directory.resolve(id.value());
    }

    Folder folder(GuestId id) {
        return new Folder(ground(), directory(id));
    }

    @Override
    public HypervisorInfo info() {
        HypervisorInfo.Builder info =
                HypervisorInfo.builder(ID, context.spec().toString(), "LXC").technology(Technology.LXC);
        return (version.isEmpty() ? info : info.version(version)).build();
    }

    @Override
    public HostInfo machine() {
        return LxcHost.read(ground());
    }

    @Override
    public GuestListing list(GuestQuery query) {
        return ground().isThisOne() ? oneByOne(query) : atOnce(query);
    }

    private GuestListing oneByOne(GuestQuery query) {
        List<GuestInfo> guests = new ArrayList<>();
        List<UnreadableGuest> incomplete = new ArrayList<>();
        for (String name : driver.names()) {
            GuestId id = GuestId.of(name);
            try {
                find(id).filter(query::matches).ifPresent(guests::add);
            } catch (HypervisorException.TimedOut e) {
                // Its monitor hangs, which is no matter of the others.
                incomplete.add(UnreadableGuest.of(id, name, e));
            }
        }
        return GuestListing.of(guests, incomplete);
    }

    /** Each question takes as long as the network does, so there are two for all. */
    private GuestListing atOnce(GuestQuery query) {
        Map<String, String> words = tools.states();
        Map<String, LxcConfig> configs = Folder.configs(ground(), directory, words.keySet());
        List<GuestInfo> guests = new ArrayList<>();
        words.forEach((name, word) ->
                guests.add(info(GuestId.of(name), LxcStates.state(word), Optional.ofNullable(configs.get(name)))));
        return GuestListing.of(guests.stream().filter(query::matches).toList());
    }

    @Override
    public GuestInfo read(GuestId id) {
        return read(context.errors("read").subject("guest " + id), id);
    }

    private GuestInfo read(ErrorFactory errors, GuestId id) {
        // What no container can be called is not asked for: LXC would make a path of it.
        Optional<GuestInfo> found =
                Names.isSafe(id.value()) || driver.names().contains(id.value()) ? find(id) : Optional.empty();
        return found.orElseThrow(() -> errors.notFound("there is no such guest"));
    }

    private Optional<GuestInfo> find(GuestId id) {
        return driver.state(id.value()).map(word -> info(id, LxcStates.state(word)));
    }

    private GuestInfo info(GuestId id, GuestState state) {
        return info(id, state, folder(id).tryConfig());
    }

    private GuestInfo info(GuestId id, GuestState state, Optional<LxcConfig> config) {
        GuestInfo.Builder info = GuestInfo.builder(id, id.value(), state).technology(Technology.LXC);
        states.reason(id.value(), state).ifPresent(info::reason);
        config.map(LxcTuning::limits).ifPresent(limits -> {
            limits.memory().ifPresent(info::memory);
            limits.cpuLimit()
                    .ifPresent(cpus ->
                            info.vcpus(cpus.setScale(0, RoundingMode.CEILING).intValueExact()));
        });
        return info.build();
    }

    @Override
    public List<PassthroughDevice> devices() {
        return List.of();
    }

    @Override
    public GuestId create(GuestSpec spec, OperationSource<?> source) {
        ErrorFactory errors = context.errors("define").subject("guest " + spec.name());
        Blueprint blueprint = new Blueprint(errors, spec, ground(), group);
        LxcConfig config = blueprint.config();
        GuestId id = GuestId.of(spec.name());
        NameLocks.run(directory.resolve(spec.name()), () -> make(errors, blueprint, config, id));
        states.remember(spec.name(), GuestState.STOPPED, StateReason.CREATED);
        look();
        return id;
    }

    private void make(ErrorFactory errors, Blueprint blueprint, LxcConfig config, GuestId id) {
        if (driver.state(id.value()).isPresent() || ground().exists(directory.resolve(id.value()))) {
            throw errors.conflict("there is a guest of this name already");
        }
        if (blueprint.root().isPresent()) {
            folder(id).create(errors, config);
        } else {
            byTemplate(errors, blueprint.template(), config, id);
        }
    }

    private void byTemplate(ErrorFactory errors, String template, LxcConfig config, GuestId id) {
        try {
            Path file = ground().temporary(config.text());
            try {
                tools.change(
                        errors, tools.command("lxc-create", "-n", id.value(), "-f", file.toString(), "-t", template));
            } finally {
                ground().delete(file);
            }
        } catch (IOException e) {
            throw errors.cause(e).hostFailure("a configuration cannot be written: " + e.getMessage());
        }
    }

    /** Does something to a container that is in one of these states, one at a time. */
    void act(String operation, GuestId id, Set<GuestState> from, Act act) {
        ErrorFactory errors = context.errors(operation).subject("guest " + id);
        GuestInfo seen = read(errors, id);
        if (!Names.isSafe(id.value())) {
            throw errors.remedy("rename it").hostFailure("its name cannot be given to a command safely");
        }
        try {
            NameLocks.run(directory.resolve(seen.name()), () -> actIn(errors, id, from, act));
        } finally {
            states.settle(seen.name());
        }
        look();
    }

    private void actIn(ErrorFactory errors, GuestId id, Set<GuestState> from, Act act) {
        requireState(errors, id, from);
        try {
            act.on(errors, id.value());
        } catch (HypervisorException.HostFailure e) {
            // Somebody may have been faster: then the state, and not LXC, is the reason.
            requireState(errors.cause(e), id, from);
            throw e;
        }
    }

    private void requireState(ErrorFactory errors, GuestId id, Set<GuestState> from) {
        GuestState state = read(errors, id).state();
        if (!from.contains(state)) {
            throw errors.wrongState("it is " + state.id());
        }
    }

    private static void require(boolean done, ErrorFactory errors) {
        if (!done) {
            throw errors.hostFailure("LXC could not do it, and does not say why");
        }
    }

    @Override
    public void start(GuestId id) {
        // By the tool: the library would fork this process, and leave a copy of it as the container's monitor.
        act("start", id, EnumSet.of(GuestState.STOPPED), (errors, name) -> {
            states.expect(name, GuestState.RUNNING, StateReason.BOOTED);
            tools.change(errors, tools.command("lxc-start", "-n", name, "-d"));
            states.remember(name, GuestState.RUNNING, StateReason.BOOTED);
        });
    }

    @Override
    public void askToShutDown(GuestId id) {
        act("shutdown", id, EnumSet.of(GuestState.RUNNING), (errors, name) -> {
            tools.change(errors, tools.command("lxc-stop", "-n", name, "--nokill", "--nowait"));
            states.remember(name, GuestState.STOPPED, StateReason.SHUTDOWN);
        });
    }

    @Override
    public void stop(GuestId id) {
        act("stop", id, ACTIVE, (errors, name) -> {
            states.expect(name, GuestState.STOPPED, StateReason.DESTROYED);
            require(driver.stop(name), errors);
            if (!isStoppedBy(id, context.deadline())) {
                throw errors.timedOut("it was killed, and still runs");
            }
            states.remember(name, GuestState.STOPPED, StateReason.DESTROYED);
        });
    }

    private boolean isStoppedBy(GuestId id, Deadline deadline) {
        while (read(id).state() != GuestState.STOPPED) {
            if (deadline.isPassed()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            context.state().checkOpen();
        }
        return true;
    }

    @Override
    public void pause(GuestId id) {
        act("pause", id, EnumSet.of(GuestState.RUNNING), (errors, name) -> {
            states.expect(name, GuestState.PAUSED, StateReason.USER);
            require(driver.freeze(name), errors);
            states.remember(name, GuestState.PAUSED, StateReason.USER);
        });
    }

    @Override
    public void resume(GuestId id) {
        act("resume", id, EnumSet.of(GuestState.PAUSED), (errors, name) -> {
            states.expect(name, GuestState.RUNNING, StateReason.USER);
            require(driver.unfreeze(name), errors);
            states.remember(name, GuestState.RUNNING, StateReason.USER);
        });
    }

    /** Not by the signal for a reboot: a process 1 that is no init does not know it. */
    @Override
    public void reboot(GuestId id) {
        askToShutDown(id);
        if (!isStoppedBy(id, Deadline.after(PATIENCE))) {
            stop(id);
        }
        start(id);
    }

    @Override
    public void remove(GuestId id) {
        act("undefine", id, EnumSet.of(GuestState.STOPPED, GuestState.CRASHED), (errors, name) -> {
            Folder folder = folder(id);
            if (folder.hasForeignRoot(folder.config(errors))) {
                folder.delete(errors);
            } else {
                // With its snapshots: they are its own, and LXC refuses to leave them.
                tools.change(errors, tools.command("lxc-destroy", "-n", name, "--snapshots"));
            }
            states.forget(name);
        });
    }

    /** By lxc-monitor, if it is there, and by looks at the listing: the tool does not tell what is made and removed. */
    @Override
    public void watch(EventBus events) {
        StateWatch started = context.state().register(new StateWatch(ID, LOOKS, this::listAll, events));
        started.start();
        watch = started;
        if (!ground().isThisOne()) {
            // By SSH a command is run to its end only, and this has none.
            return;
        }
        List<String> command = tools.command("lxc-monitor", "-n", ".*");
        context.state().register(LxcMonitor.start(command, started, (name, word) -> hear(started, name, word)));
    }

    /** One that does not answer is not one that is gone. */
    private List<GuestInfo> listAll() {
        GuestListing listing = list(GuestQuery.all());
        if (!listing.incomplete().isEmpty()) {
            throw listing.incomplete().get(0).why();
        }
        return listing.asList();
    }

    private void hear(StateWatch told, String name, String word) {
        GuestId id = GuestId.of(name);
        Optional<GuestState> state = Names.isSafe(name) ? LxcStates.settled(word) : Optional.empty();
        state.ifPresent(heard -> told.tell(info(id, heard)));
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

    /** What is done to a container. */
    interface Act {
        void on(ErrorFactory errors, String name);
    }
}
