/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.vmware.internal.session.Updates;
import dev.hvsdk.vmware.internal.soap.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the server's own. After a gap it compares what is there with what was told.
 *
 * <p>Thread-safe.
 */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watcher.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Vsphere vsphere;
    private final Supplier<GuestListing> listing;
    private final ErrorFactory about;
    private final EventBus events;
    private final Thread thread = new Thread(this::watch, "vsphere-watch");
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Of the watching thread, once that runs. */
    private final Map<GuestId, GuestInfo> told = new LinkedHashMap<>();

    private volatile EventPage page;
    private volatile Updates updates;

    private Watcher(Vsphere vsphere, Supplier<GuestListing> listing, EventBus events) {
        this.vsphere = vsphere;
        this.listing = listing;
        this.about = vsphere.errors("watch events");
        this.events = events;
        this.page = EventPage.of(vsphere.session(), about);
        this.updates = begin(page);
        updates.await(Duration.ZERO).forEach(page::news);
        listing.get().forEach(guest -> told.put(guest.id(), guest));
    }

    /** Knows what there is when it returns, and tells what changes; closed with the connection. */
    static void start(Vsphere vsphere, Supplier<GuestListing> listing, EventBus events) {
        Watcher watcher = vsphere.context().state().register(new Watcher(vsphere, listing, events));
        watcher.thread.setDaemon(true);
        watcher.thread.start();
    }

    private Updates begin(EventPage of) {
        return Updates.of(vsphere.session(), of.ref(), EventPage.PATH, about);
    }

    private void watch() {
        while (closed.getCount() > 0) {
            try {
                updates.await(LONGEST_WAIT).forEach(this::read);
            } catch (HypervisorException e) {
                mend(e);
            } catch (HypervisorClosedException | OperationInterruptedException e) {
                return;
            }
        }
    }

    private void read(Element value) {
        page.news(value).forEach(this::tell);
        if (page.takeMissed()) {
            events.publish(new HypervisorEvent.Lost(Instant.now(), 1));
            tellDifferences();
        }
    }

    /** As often as it takes. */
    private void mend(HypervisorException why) {
        LOG.log(Level.FINE, why, () -> "no word from the server; trying again");
        while (!isClosedAfter(PAUSE)) {
            try {
                beginAgain();
                return;
            } catch (HypervisorException e) {
                LOG.log(Level.FINE, "still no word", e);
            }
        }
    }

    /** What happened meanwhile is told after the word that there was a gap: by the server's events, and the rest by a listing. */
    private void beginAgain() {
        EventPage next = EventPage.after(page, vsphere.session(), about);
        Updates following = begin(next);
        events.publish(new HypervisorEvent.Reconnected(Instant.now()));
        page = next;
        updates = following;
        updates.await(Duration.ZERO).forEach(this::read);
        tellDifferences();
    }

    private boolean isClosedAfter(Duration time) {
        try {
            return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void tell(GuestNews news) {
        if (news.gone()) {
            tellGone(news.guest(), news.time());
        } else {
            tell(guest(news, told.get(news.guest())), news.changed(), news.time());
        }
    }

    /** As it was told last, with the news. */
    private static GuestInfo guest(GuestNews news, @Nullable GuestInfo before) {
        GuestState state = news.state().orElse(before == null ? GuestState.STOPPED : before.state());
        GuestInfo.Builder now =
                GuestInfo.builder(news.guest(), news.name(), state).technology(Technology.VMWARE);
        if (before != null) {
            before.vcpus().ifPresent(now::vcpus);
            before.memory().ifPresent(size -> now.memory(size).maxMemory(size));
        }
        return now.build();
    }

    private void tell(GuestInfo now, boolean changed, Instant time) {
        @Nullable GuestInfo before = told.put(now.id(), now);
        if (before == null) {
            events.publish(new GuestEvent.Defined(time, now.id(), now.name()));
        }
        if (now.state() != (before == null ? GuestState.STOPPED : before.state())) {
            events.publish(new GuestEvent.StateChanged(time, now));
        }
        if (before != null && changed) {
            events.publish(new GuestEvent.Changed(time, now.id(), now.name()));
        }
    }

    private void tellGone(GuestId id, Instant time) {
        @Nullable GuestInfo before = told.remove(id);
        if (before != null) {
            events.publish(new GuestEvent.Undefined(time, id, before.name()));
        }
    }

    private void tellDifferences() {
        Instant time = Instant.now();
        List<GuestInfo> now = listing.get().asList();
        Set<GuestId> gone = new LinkedHashSet<>(told.keySet());
        now.forEach(guest -> gone.remove(guest.id()));
        gone.forEach(id -> tellGone(id, time));
        now.forEach(guest -> tell(guest, isOther(told.get(guest.id()), guest), time));
    }

    private static boolean isOther(@Nullable GuestInfo before, GuestInfo now) {
        return before != null
                && !(before.name().equals(now.name())
                        && before.vcpus().equals(now.vcpus())
                        && before.memory().equals(now.memory()));
    }

    @Override
    public void close() {
        closed.countDown();
        updates.close();
        vsphere.session().release(page.ref(), "DestroyCollector");
    }
}
