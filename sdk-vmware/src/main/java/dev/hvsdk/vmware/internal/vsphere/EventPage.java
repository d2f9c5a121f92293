/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.Change;
import dev.hvsdk.vmware.internal.session.Session;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The server's newest events, of which it keeps a page up to date. Not thread-safe: for the watching thread.
 *
 * <p>Properties alone do not tell what was done and undone between two updates.
 */
final class EventPage {
    static final String PATH = "latestPage";

    /** More than come between two updates, few enough to be sent each time. */
    private static final int SIZE = 100;

    private final ManagedRef collector;
    private long last = -1;
    private boolean missed;

    private EventPage(ManagedRef collector) {
        this.collector = collector;
    }

    /** Made anew in each session. */
    static EventPage of(Session session, ErrorFactory about) {
        Element filter = Element.of("filter", Element.ofNumber("maxCount", SIZE));
        ManagedRef manager = session.content().manager("eventManager");
        ManagedRef collector = session.call(manager, "CreateCollectorForEvents", about, filter)
                .asRef()
                .orElseThrow(() -> about.hostFailure("the server made a collector of events without a reference"));
        session.call(collector, "SetCollectorPageSize", about, Element.ofNumber("maxCount", SIZE));
        return new EventPage(collector);
    }

    ManagedRef ref() {
        return collector;
    }

    /** What is new in an update, the oldest first; at the first one nothing is. */
    List<GuestNews> news(Change change) {
        List<Element> page = change.values().getOrDefault(PATH, Optional.empty()).stream()
                .flatMap(value -> value.children().stream())
                .toList();
        long before = last;
        last = page.stream().mapToLong(GuestNews::number).max().orElse(last);
        missed |=
                before >= 0 && page.size() >= SIZE && page.stream().allMatch(event -> GuestNews.number(event) > before);
        return before < 0
                ? List.of()
                : page.stream()
                        .filter(event -> GuestNews.number(event) > before)
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
