/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A page that is shown again and again: over itself where the terminal can, and elsewhere below itself.
 *
 * <p>Not thread-safe: one thread shows.
 */
final class Repainting {
    private final Session session;
    private long drawn;

    Repainting(Session session) {
        this.session = session;
    }

    void show(Consumer<Page> content) {
        PrintWriter out = session.terminal().out();
        if (!session.terminal().isRewritable()) {
            content.accept(session.page());
            return;
        }
        if (drawn > 0) {
            // Up so many lines, and erase all below: ECMA-48 sections 8.3.22 and 8.3.39.
            out.print("\r\u001b[" + drawn + "A\u001b[J");
        }
        List<String> lines = lines(content);
        lines.forEach(out::println);
        drawn = lines.size();
    }

    /** No more than the terminal shows: what has scrolled away cannot be written over. */
    private List<String> lines(Consumer<Page> content) {
        StringWriter text = new StringWriter();
        content.accept(new Page(new PrintWriter(text), session.terminal().width(), session.isColoured()));
        List<String> all = text.toString().lines().toList();
        int most = Math.max(2, session.terminal().height() - 2);
        if (all.size() <= most) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, most));
        shown.add(all.size() - most + " lines not shown");
        return shown;
    }

    /** Not where nobody reads any more what is written, as behind {@code head}. */
    boolean goesOn() {
        return !session.terminal().out().checkError();
    }
}
