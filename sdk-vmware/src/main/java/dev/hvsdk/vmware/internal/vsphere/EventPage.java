/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.Session;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.Comparator;
import java.util.List;

/**
 * The server's newest events, of which it keeps a page up to date. Not thread-safe: for the watching thread.
 *
 * <p>The properties of guests would not tell what was done and undone between two updates.
 */
final class EventPage {
    static final String PATH = "latestPage";

    /** More than come between two updates, few enough to be sent each time. */
    private static final int SIZE = 100;

    private final ManagedRef collector;
    private long last;
    private boolean isFirst = true;
    private boolean missed;

    private EventPage(ManagedRef collector, long last) {
        this.collector = collector;
        this.last = last;
    }

    /** That tells what is new from now on. */
    static EventPage of(Session session, ErrorFactory about) {
        return of(session, about, -1);
    }

    /** That tells what is new since another one was last looked at, which is gone with its session or its server. */
    static EventPage after(EventPage before, Session session, ErrorFactory about) {
        return of(session, about, before.last);
    }

    private static EventPage of(Session session, ErrorFactory about, long last) {
        Element filter = Element.of("filter", Element.ofNumber("maxCount", SIZE));
        ManagedRef manager = session.content().manager("eventManager");
        ManagedRef collector = session.call(manager, "CreateCollectorForEvents", about, filter)
                .asRef()
                .orElseThrow(() -> about.hostFailure("the server made a collector of events without a reference"));
        session.call(collector, "SetCollectorPageSize", about, Element.ofNumber("maxCount", SIZE));
        return new EventPage(collector, last);
    }

    ManagedRef ref() {
        return collector;
    }

    /** What is new on it, the oldest first; at the first look nothing is. */
    List<GuestNews> news(Element value) {
        List<Element> page = value.children();
        long newest = page.stream().mapToLong(GuestNews::number).max().orElse(0);
        // A server that counts from the beginning again is another one than before.
        long before = last < 0 || (isFirst && newest < last) ? newest : last;
        isFirst = false;
        last = Math.max(before, newest);
        List<Element> fresh =
                page.stream().filter(event -> GuestNews.number(event) > before).toList();
        missed |= fresh.size() >= SIZE;
        return fresh.stream()
                .sorted(Comparator.comparingLong(GuestNews::number))
                .flatMap(event -> GuestNews.of(event).stream())
                .toList();
    }

    /** Whether some were pushed out of the page before they were seen; asked once, it is forgotten. */
    boolean takeMissed() {
        boolean was = missed;
        missed = false;
        return was;
    }
}
