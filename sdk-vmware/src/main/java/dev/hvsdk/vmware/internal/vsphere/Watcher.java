/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.vmware.internal.session.Change;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.session.Updates;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what the server tells of its guests: of its own events, and of the properties of guests, which tell what has no
 * event and what has changed in a gap. Thread-safe.
 */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watcher.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Vsphere vsphere;
    private final ErrorFactory about;
    private final EventBus events;
    private final Thread thread = new Thread(this::watch, "vsphere-watch");
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Of the watching thread, but for the first, as below. */
    private final Map<ManagedRef, ObjectContent> seen = new LinkedHashMap<>();

    private final Map<GuestId, GuestInfo> told = new HashMap<>();
    private final Set<GuestId> inTheNews = new HashSet<>();
    private volatile EventPage page;
    private volatile Updates updates;

    private Watcher(Vsphere vsphere, EventBus events) {
        this.vsphere = vsphere;
        this.about = vsphere.errors("watch events");
        this.events = events;
        this.page = EventPage.of(vsphere.session(), about);
        this.updates = begin(page);
        readAll(updates);
        told.putAll(guests());
    }

    /** Knows what there is when it returns, and tells what changes; closed with the connection. */
    static void start(Vsphere vsphere, EventBus events) {
        Watcher watcher = vsphere.context().state().register(new Watcher(vsphere, events));
        watcher.thread.setDaemon(true);
        watcher.thread.start();
    }

    private Updates begin(EventPage of) {
        return Updates.of(
                vsphere.session(),
                vsphere.properties(),
                Vsphere.GUEST,
                GuestReading.PATHS,
                Map.of(of.ref(), EventPage.PATH),
                about);
    }

    private void readAll(Updates from) {
        do {
            from.await(Duration.ZERO).forEach(this::apply);
        } while (from.isTruncated());
    }

    private void watch() {
        while (closed.getCount() > 0) {
            try {
                updates.await(LONGEST_WAIT).forEach(this::apply);
                tellDifferences();
            } catch (HypervisorException e) {
                mend(e);
            } catch (HypervisorClosedException | OperationInterruptedException e) {
                return;
            }
        }
    }

    /** As often as it takes; what has changed meanwhile is told after the word that there was a gap. */
    private void mend(HypervisorException why) {
        while (!isClosedAfter(PAUSE)) {
            LOG.log(Level.FINE, why, () -> "no word from the server; trying again");
            try {
                page = EventPage.of(vsphere.session(), about);
                updates = begin(page);
                seen.clear();
                readAll(updates);
                events.publish(new HypervisorEvent.Reconnected(Instant.now()));
                tellDifferences();
                return;
            } catch (HypervisorException e) {
                LOG.log(Level.FINER, "still no word", e);
            }
        }
    }

    private boolean isClosedAfter(Duration time) {
        try {
            return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void apply(Change change) {
        if (change.ref().equals(page.ref())) {
            page.news(change).forEach(this::tell);
        } else if (change.left()) {
            seen.remove(change.ref());
        } else {
            seen.merge(change.ref(), ObjectContent.of(change), (before, now) -> before.with(change));
        }
    }

    /** The news are younger than the properties of the same update. */
    private void tell(GuestNews news) {
        inTheNews.add(news.guest());
        if (news.gone()) {
            tellGone(news.guest(), news.time());
        } else {
            @Nullable GuestInfo before = told.get(news.guest());
            GuestInfo.Builder now = GuestInfo.builder(
                            news.guest(),
                            before == null ? news.name() : before.name(),
                            news.state().orElse(before == null ? GuestState.STOPPED : before.state()))
                    .technology(Technology.VMWARE);
            if (before != null) {
                before.vcpus().ifPresent(now::vcpus);
                before.memory().ifPresent(size -> now.memory(size).maxMemory(size));
            }
            tell(now.build(), news.time());
        }
    }

    /** Those that can be read; one that cannot be at the moment is as it was. */
    private Map<GuestId, GuestInfo> guests() {
        Map<GuestId, GuestInfo> guests = new LinkedHashMap<>();
        seen.values().forEach(content -> {
            GuestId id = GuestReading.id(content);
            Listed listed = Listed.of(content, vsphere);
            @Nullable GuestInfo before = told.get(id);
            listed.guest().ifPresent(now -> guests.put(id, now));
            if (listed.guest().isEmpty() && before != null) {
                guests.put(id, before);
            }
        });
        return guests;
    }

    private void tellDifferences() {
        Instant time = Instant.now();
        if (page.takeMissed()) {
            events.publish(new HypervisorEvent.Lost(time, 1));
        }
        Map<GuestId, GuestInfo> now = guests();
        Set<GuestId> gone = new LinkedHashSet<>(told.keySet());
        gone.removeAll(now.keySet());
        gone.removeAll(inTheNews);
        gone.forEach(id -> tellGone(id, time));
        now.values().stream().filter(guest -> !inTheNews.contains(guest.id())).forEach(guest -> tell(guest, time));
        inTheNews.clear();
    }

    private void tellGone(GuestId id, Instant time) {
        @Nullable GuestInfo before = told.remove(id);
        if (before != null) {
            events.publish(new GuestEvent.Undefined(time, id, before.name()));
        }
    }

    private void tell(GuestInfo now, Instant time) {
        @Nullable GuestInfo before = told.put(now.id(), now);
        if (before == null) {
            events.publish(new GuestEvent.Defined(time, now.id(), now.name()));
        }
        GuestState was = before == null ? GuestState.STOPPED : before.state();
        if (was != now.state()) {
            events.publish(new GuestEvent.StateChanged(time, now));
        } else if (before != null && isOther(before, now)) {
            events.publish(new GuestEvent.Changed(time, now.id(), now.name()));
        }
    }

    private static boolean isOther(GuestInfo before, GuestInfo now) {
        return !before.name().equals(now.name())
                || !before.vcpus().equals(now.vcpus())
                || !before.memory().equals(now.memory());
    }

    @Override
    public void close() {
        closed.countDown();
        updates.close();
        vsphere.session().release(page.ref(), "DestroyCollector");
    }
}
