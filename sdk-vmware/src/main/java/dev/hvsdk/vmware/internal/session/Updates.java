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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What changes in the named properties of all objects of a type, told by the server as it happens: by a collector of its own, since
 * two who wait by one take each other's news. Not thread-safe, but for {@link #close}.
 */
public final class Updates implements AutoCloseable {
    private static final int MOST_OBJECTS = 500;

    private final Session session;
    private final ErrorFactory about;
    private final ManagedRef collector;
    private String version = "";
    private boolean truncated;

    private Updates(Session session, ErrorFactory about, ManagedRef collector) {
        this.session = session;
        this.about = about;
        this.collector = collector;
    }

    /**
     * Begins; the first updates tell of what is there.
     *
     * @param besides further objects and a property of each
     */
    public static Updates of(
            Session session,
            Properties properties,
            String type,
            List<String> paths,
            Map<ManagedRef, String> besides,
            ErrorFactory about) {
        ManagedRef collector = session.run(about, calls -> {
            ManagedRef made = TaskWatch.collector(session, calls, about);
            List<Element> parts = new ArrayList<>(List.of(Properties.propertySet(type, paths)));
            besides.forEach((ref, path) -> parts.add(Properties.propertySet(ref.type(), List.of(path))));
            parts.add(properties.everything(calls));
            besides.keySet().forEach(ref -> parts.add(Properties.object(ref)));
            calls.send(made, "CreateFilter", Element.of("spec", parts), Element.ofFlag("partialUpdates", false));
            return made;
        });
        return new Updates(session, about, collector);
    }

    /** Waits for the next changes; there are none if the time has passed. */
    public List<Change> await(Duration atMost) {
        Deadline deadline =
                Deadline.after(atMost.plus(session.context().spec().deadlines().call()));
        Element update = session.run(
                deadline,
                about,
                calls -> Session.returned(calls.send(
                        collector,
                        "WaitForUpdatesEx",
                        Element.ofText("version", version),
                        Element.of(
                                "options",
                                Element.ofNumber("maxWaitSeconds", atMost.toSeconds()),
                                Element.ofNumber("maxObjectUpdates", MOST_OBJECTS)))));
        version = update.text("version").orElse(version);
        truncated = update.flag("truncated").orElse(false);
        return update.children("filterSet")
                .flatMap(filter -> filter.children("objectSet"))
                .flatMap(object -> object.ref("obj").map(ref -> Change.of(object, ref)).stream())
                .toList();
    }

    /** Whether the server has more to tell of the same moment. */
    public boolean isTruncated() {
        return truncated;
    }

    /** Has the server forget the collector, which ends a wait. */
    @Override
    public void close() {
        session.release(collector, "DestroyPropertyCollector");
    }
}
