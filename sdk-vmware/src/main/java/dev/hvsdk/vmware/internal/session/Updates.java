/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.time.Duration;
import java.util.List;

/**
 * A property that the server tells whenever it has changed: by a collector of its own, since two who wait by one take each other's
 * news. Not thread-safe, but for {@link #close}.
 */
public final class Updates implements AutoCloseable {
    private final Session session;
    private final ErrorFactory about;
    private final ManagedRef collector;
    private String version = "";

    private Updates(Session session, ErrorFactory about, ManagedRef collector) {
        this.session = session;
        this.about = about;
        this.collector = collector;
    }

    /** Begins with one property of one object; the first update tells what it is. */
    public static Updates of(Session session, ManagedRef object, String path, ErrorFactory about) {
        ManagedRef collector = session.run(about, calls -> {
            ManagedRef made = TaskWatch.collector(session, calls, about);
            Element filter =
                    Element.of("spec", Properties.propertySet(object.type(), List.of(path)), Properties.object(object));
            calls.send(made, "CreateFilter", filter, Element.ofFlag("partialUpdates", false));
            return made;
        });
        return new Updates(session, about, collector);
    }

    /** Waits for its next values, the last of which is that of now; none if the time has passed. */
    public List<Element> await(Duration atMost) {
        Deadline deadline =
                Deadline.after(atMost.plus(session.context().spec().deadlines().call()));
        Element options = Element.of("options", Element.ofNumber("maxWaitSeconds", atMost.toSeconds()));
        Element update = session.run(
                deadline,
                about,
                calls -> Session.returned(
                        calls.send(collector, "WaitForUpdatesEx", Element.ofText("version", version), options)));
        version = update.text("version").orElse(version);
        return update.children("filterSet")
                .flatMap(filter -> filter.children("objectSet"))
                .flatMap(object -> object.children("changeSet"))
                .flatMap(change -> change.children("val"))
                .toList();
    }

    /** Has the server forget the collector, which ends a wait. */
    @Override
    public void close() {
        session.release(collector, "DestroyPropertyCollector");
    }
}
