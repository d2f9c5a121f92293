/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import dev.hvsdk.vmware.internal.soap.SoapFault;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes that a server makes in its own time: begun by a method whose name ends in {@code _Task}, and followed by what the
 * server tells of them. Servers have limits, so that only so many are under way at once. Thread-safe.
 */
public final class Tasks {
    private final Session session;
    private final Properties properties;
    private final TaskWatch watch;
    private final Semaphore atOnce;

    /**
     * Of this session.
     *
     * @param atOnce how many may be under way at once
     */
    public Tasks(Session session, Properties properties, int atOnce) {
        this.session = session;
        this.properties = properties;
        this.watch = new TaskWatch(session);
        this.atOnce = new Semaphore(atOnce, true);
    }

    /** Has a task done, and gives its result; an empty element if it has none. */
    public Element run(ManagedRef self, String method, ErrorFactory about, Element... arguments) {
        return run(self, method, null, about, arguments);
    }

    /**
     * The same, telling how far it has come.
     *
     * @param source takes progress and a way to cancel
     */
    public Element run(
            ManagedRef self,
            String method,
            @Nullable OperationSource<?> source,
            ErrorFactory about,
            Element... arguments) {
        atOnce.acquireUninterruptibly();
        try {
            return session.patiently(about, () -> attempt(self, method, source, about, arguments));
        } finally {
            atOnce.release();
        }
    }

    private Element attempt(
            ManagedRef self,
            String method,
            @Nullable OperationSource<?> source,
            ErrorFactory about,
            Element... arguments) {
        ManagedRef task = session.call(self, method, about, arguments)
                .asRef()
                .orElseThrow(() -> about.hostFailure("the server began no task"));
        if (source != null) {
            source.onCancel(() -> cancel(task, about));
        }
        return result(end(task, source, about));
    }

    private boolean cancel(ManagedRef task, ErrorFactory about) {
        session.call(task, "CancelTask", about);
        return true;
    }

    /** Most have ended by the time somebody asks; only the others are watched. */
    private Element end(ManagedRef task, @Nullable OperationSource<?> source, ErrorFactory about) {
        Element info = properties
                .of(task, about, "info")
                .find("info")
                .orElseThrow(() -> about.hostFailure("the server tells nothing of its task"));
        Consumer<Element> progress = seen -> report(seen, source);
        while (!TaskWatch.hasEnded(info)) {
            info = watch.await(task, progress, about);
        }
        return info;
    }

    private static void report(Element info, @Nullable OperationSource<?> source) {
        if (source != null) {
            info.number("progress")
                    .ifPresent(done -> source.progress(Progress.of("at work", done, 100, ProgressUnit.PERCENT)));
        }
    }

    private static Element result(Element info) {
        if (info.text("state").filter("success"::equals).isPresent()) {
            return info.find("result").orElseGet(() -> Element.of("result"));
        }
        String text = info.text("error", "localizedMessage").orElse("");
        throw SoapFault.of(info.find("error", "fault").orElseGet(() -> Element.of("TaskFailed")), text);
    }
}
