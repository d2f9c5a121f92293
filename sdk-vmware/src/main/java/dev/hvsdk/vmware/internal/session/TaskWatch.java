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
import java.util.Set;
import java.util.function.Consumer;

/**
 * Waits for the end of a task by a collector of its own: two who wait by one collector take each other's news. Thread-safe.
 */
final class TaskWatch {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Set<String> ENDS = Set.of("success", "error");

    private final Session session;

    TaskWatch(Session session) {
        this.session = session;
    }

    static boolean hasEnded(Element info) {
        return info.text("state").filter(ENDS::contains).isPresent();
    }

    /**
     * Waits for a while.
     *
     * @param progress takes each reading on the way
     * @return the last reading, which may be that of a task at work
     */
    Element await(ManagedRef task, Consumer<Element> progress, ErrorFactory about) {
        Deadline deadline =
                Deadline.after(LONGEST.plus(session.context().spec().deadlines().call()));
        return session.run(deadline, about, calls -> {
            ManagedRef collector = collector(session, calls, about);
            try {
                calls.send(collector, "CreateFilter", filter(task), Element.ofFlag("partialUpdates", false));
                return follow(calls, collector, progress);
            } finally {
                calls.send(collector, "DestroyPropertyCollector");
            }
        });
    }

    /** A new one, which has to be destroyed. */
    static ManagedRef collector(Session session, Calls calls, ErrorFactory about) {
        ManagedRef first = session.content().manager("propertyCollector");
        return calls.send(first, "CreatePropertyCollector")
                .ref("returnval")
                .orElseThrow(() -> about.hostFailure("the server made a collector without a reference"));
    }

    private static Element filter(ManagedRef task) {
        return Element.of("spec", Properties.propertySet("Task", List.of("info")), Properties.object(task));
    }

    private static Element follow(Calls calls, ManagedRef collector, Consumer<Element> progress) {
        Deadline until = Deadline.after(LONGEST);
        String version = "";
        Element info = Element.of("info");
        while (!hasEnded(info) && !until.isPassed()) {
            long seconds = Math.max(1, until.left().toSeconds());
            Element update = Session.returned(calls.send(
                    collector,
                    "WaitForUpdatesEx",
                    Element.ofText("version", version),
                    Element.of("options", Element.ofNumber("maxWaitSeconds", seconds))));
            version = update.text("version").orElse(version);
            info = update.find("filterSet", "objectSet", "changeSet", "val").orElse(info);
            progress.accept(info);
        }
        return info;
    }
}
