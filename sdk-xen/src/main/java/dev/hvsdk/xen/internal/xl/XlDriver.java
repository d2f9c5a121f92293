/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

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
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.GuestLocks;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.driver.StateWatch;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.xen.XenStore;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgValue;
import dev.hvsdk.xen.internal.dom0.Dom0Capabilities;
import dev.hvsdk.xen.internal.tool.Domain;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dom0 that is driven by {@code xl}. Thread-safe. */
final class XlDriver implements HostDriver {
    static final String ID = "xen-xl";

    private static final System.Logger LOG = System.getLogger(XlDriver.class.getName());

    /** How long it is between two looks at all guests: who pauses one tells nobody. */
    private static final Duration LOOKS = Duration.ofSeconds(2);

    /** The nodes of XenStore that change with each domain that comes or goes. */
    private static final List<String> BEGINS_AND_ENDS = List.of("@introduceDomain", "@releaseDomain");

    private static final Set<GuestState> RUNNING = Set.of(GuestState.RUNNING);

    private static final Set<GuestState> ACTIVE =
            Set.of(GuestState.RUNNING, GuestState.PAUSED, GuestState.SHUTTING_DOWN, GuestState.CRASHED);

    private final HostContext context;
    private final XenTools tools;
    private final Folder folder;

    /** Of the time of the connection; what changes is asked for again. */
    private final HostFacts facts;

    private final HypervisorInfo info;
    private final CapabilityTable<HostContext, GuestContext> table;
    private final Reasons reasons = new Reasons();
    private final GuestLocks locks = new GuestLocks();

    /** One at a time: a name that is free is so until the next one takes it. */
    private final ReentrantLock creating = new ReentrantLock();

    private volatile @Nullable StateWatch watch;

    /** Asks the host once. */
    XlDriver(HostContext context, XenTools tools, Folder folder) {
        this.context = context;
        this.tools = tools;
        this.folder = folder;
        this.facts = facts("connect");
        this.info = about(facts);
        this.table = XlOffers.of(this);
    }

    private HypervisorInfo about(HostFacts facts) {
        HypervisorInfo.Builder about =
                HypervisorInfo.builder(ID, context.spec().toString(), "Xen").technology(Technology.XEN);
        facts.find("xen_version").ifPresent(about::version);
        return about.build();
    }

    private HostFacts facts(String operation) {
        return HostFacts.parse(
                tools.xl(context.errors(operation), context.deadline().left(), "info"));
    }

    XenTools tools() {
        return tools;
    }

    Reasons reasons() {
        return reasons;
    }

    Folder folder() {
        return folder;
    }

    /** What dom0 counts of all domains. */
    Counters counters(ErrorFactory errors) {
        return Counters.parse(tools.output(
                errors,
                Command.of("sh", "-c", Counters.SCRIPT, "counters", "/sys")
                        .timeout(context.deadline().left())));
    }

    @Override
    public HypervisorInfo info() {
        return info;
    }

    @Override
    public HostInfo machine() {
        return facts("read host").host();
    }

    @Override
    public GuestListing list(GuestQuery query) {
        ErrorFactory errors = context.errors("list guests");
        Survey survey = folder.survey(errors);
        List<UnreadableGuest> unreadable = new ArrayList<>();
        survey.unreadable()
                .forEach((path, why) -> unreadable.add(UnreadableGuest.of(
                        GuestId.of(path),
                        errors.subject("file " + path).cause(why).hostFailure(String.valueOf(why.getMessage())))));
        return GuestListing.of(
                survey.all().stream().map(this::info).filter(query::matches).toList(), unreadable);
    }

    @Override
    public GuestInfo read(GuestId id) {
        return info(entry(errors("read", id), id));
    }

    /** With what this connection knows of it. */
    GuestInfo info(Entry entry) {
        return entry.info(reasons.of(entry));
    }

    private ErrorFactory errors(String operation, GuestId id) {
        return context.errors(operation).subject("guest " + id);
    }

    /** One reading of a guest. */
    Entry entry(ErrorFactory errors, GuestId id) {
        return entry(errors, folder.survey(errors), id);
    }

    static Entry entry(ErrorFactory errors, Survey survey, GuestId id) {
        return survey.find(id).orElseThrow(() -> errors.notFound("there is no such guest"));
    }

    @Override
    public List<PassthroughDevice> devices() {
        return List.copyOf(Dom0Capabilities.devices(context, tools));
    }

    @Override
    public GuestId create(GuestSpec spec, OperationSource<?> source) {
        ErrorFactory errors = context.errors("define").subject("guest " + spec.name());
        UUID uuid = UUID.randomUUID();
        CfgFile file = Addresses.settled(definition(spec, errors)).with("uuid", CfgValue.of(uuid.toString()));
        creating.lock();
        try {
            if (folder.states(errors).isTaken(spec.name())) {
                throw errors.conflict("there is a guest of this name already");
            }
            folder.create(errors, folder.file(spec.name()), file);
        } finally {
            creating.unlock();
        }
        GuestId id = GuestId.of(uuid.toString());
        reasons.created(id);
        look();
        return id;
    }

    /** The file of a specification, without what differs each time. */
    CfgFile definition(GuestSpec spec, ErrorFactory errors) {
        return new XlDefinition(spec, errors, facts).file();
    }

    @Override
    public void start(GuestId id) {
        change("start", id, Set.of(GuestState.STOPPED), (errors, entry) -> start(errors, entry));
    }

    private void start(ErrorFactory errors, Entry entry) {
        if (entry.isSaved()) {
            folder.restore(errors, entry.id());
            reasons.started(entry.id(), StateReason.RESTORED);
        } else {
            tools.change(errors, "create", entry.definition().orElseThrow().path());
            reasons.started(entry.id(), StateReason.BOOTED);
        }
    }

    @Override
    public void askToShutDown(GuestId id) {
        alone("shutdown", id, RUNNING, (errors, entry) -> {
            new Requests(tools, errors).shutDown(entry);
            reasons.changed(id, entry.domain().orElseThrow(), GuestState.STOPPED, StateReason.SHUTDOWN);
        });
    }

    @Override
    public void stop(GuestId id) {
        change("stop", id, ACTIVE, (errors, entry) -> destroy(errors, id, entry));
    }

    private void destroy(ErrorFactory errors, GuestId id, Entry entry) {
        // It ends when nothing of the domain has a name any more: that is what a listing shows.
        tools.change(errors, "destroy", number(entry));
        reasons.changed(id, entry.domain().orElseThrow(), GuestState.STOPPED, StateReason.DESTROYED);
    }

    static String number(Entry entry) {
        return entry.domain().orElseThrow().word();
    }

    @Override
    public void pause(GuestId id) {
        change("pause", id, RUNNING, (errors, entry) -> tools.change(errors, "pause", number(entry)));
    }

    @Override
    public void resume(GuestId id) {
        change("resume", id, Set.of(GuestState.PAUSED), (errors, entry) -> {
            tools.change(errors, "unpause", number(entry));
            reasons.changed(id, entry.domain().orElseThrow(), GuestState.RUNNING, StateReason.USER);
        });
    }

    @Override
    public void reboot(GuestId id) {
        alone("reboot", id, RUNNING, (errors, entry) -> {
            Domain before = entry.domain().orElseThrow();
            new Requests(tools, errors).reboot(entry);
            if (!new RebootWait(this, context, errors).isAnother(id, before)) {
                startAnew(errors, id);
            }
        });
    }

    private void startAnew(ErrorFactory errors, GuestId id) {
        Entry entry = entry(errors, id);
        if (entry.definition().isEmpty()) {
            throw errors.timedOut("it was asked to reboot, and did not in " + RebootWait.PATIENCE.toSeconds()
                    + " s; it cannot be started anew, since its file is not in the directory of this connection");
        }
        if (entry.domain().isPresent()) {
            destroy(errors, id, entry);
        }
        start(errors, entry);
    }

    /** As if its power was cut and came back. */
    void reset(GuestId id) {
        change("reset", id, ACTIVE, (errors, entry) -> startAnew(errors, id));
    }

    @Override
    public void remove(GuestId id) {
        change("undefine", id, Set.of(GuestState.STOPPED), (errors, entry) -> {
            folder.drop(errors, id, entry.definition().orElseThrow().path());
            reasons.forget(id);
        });
    }

    /** One change of a guest at a time, whatever its state. */
    void locked(GuestId id, Runnable change) {
        locks.alone(id, change);
    }

    /** One change of a guest at a time, and in a state that allows it; never of dom0, which no guest outlives. */
    void alone(String operation, GuestId id, Set<GuestState> allowed, BiConsumer<ErrorFactory, Entry> change) {
        aloneAmongAll(operation, id, allowed, (errors, survey) -> change.accept(errors, entry(errors, survey, id)));
    }

    /** The same for a change that has to see the other guests. */
    void aloneAmongAll(String operation, GuestId id, Set<GuestState> allowed, BiConsumer<ErrorFactory, Survey> change) {
        alone(operation, id, allowed, folder::survey, change);
    }

    /** The same for a change that needs no {@link Details}. */
    private void change(String operation, GuestId id, Set<GuestState> allowed, BiConsumer<ErrorFactory, Entry> change) {
        alone(
                operation,
                id,
                allowed,
                folder::states,
                (errors, survey) -> change.accept(errors, entry(errors, survey, id)));
    }

    private void alone(
            String operation,
            GuestId id,
            Set<GuestState> allowed,
            Function<ErrorFactory, Survey> look,
            BiConsumer<ErrorFactory, Survey> change) {
        ErrorFactory errors = errors(operation, id);
        locks.alone(id, () -> {
            Survey survey = look.apply(errors);
            Entry entry = entry(errors, survey, id);
            if (entry.isDom0()) {
                throw errors.remedy("shut the machine down by its own means if that is what you want")
                        .unsupported(
                                Support.Reason.NO_SUCH_CONCEPT, "it is dom0, the domain that runs the host itself");
            }
            if (!allowed.contains(entry.state())) {
                throw errors.wrongState("it is " + entry.state().id());
            }
            change.accept(errors, survey);
        });
        look();
    }

    @Override
    public void watch(EventBus events) {
        StateWatch started = context.state()
                .register(new StateWatch(ID, LOOKS, () -> list(GuestQuery.all()).asList(), events));
        started.start();
        watch = started;
        BEGINS_AND_ENDS.forEach(path -> lookWhen(path, started));
    }

    /** Xen tells of domains that come and go; without its tool for that they are found by the looks alone. */
    private void lookWhen(String path, StateWatch looks) {
        try {
            Subscription ignored =
                    table.ofHost(XenStore.class, context).require().watch(path, changed -> looks.lookNow());
        } catch (HypervisorException e) {
            LOG.log(Level.DEBUG, () -> "no watch of " + path + ": events come by comparing listings", e);
        }
    }

    private void look() {
        StateWatch current = watch;
        if (current != null) {
            try {
                current.lookNow();
            } catch (HypervisorException.Unreachable e) {
                // The change was made; the watch itself tells of the gap.
            }
        }
    }

    @Override
    public CapabilityTable<HostContext, GuestContext> capabilities() {
        return table;
    }
}
