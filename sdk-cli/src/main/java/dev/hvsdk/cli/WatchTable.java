/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.StateReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Events as lines that scroll by above a table of the guests, which is written anew with each. */
final class WatchTable implements WatchView {
    /** Lines that are no guests: the heading, the titles, the sum, and one event above all. */
    private static final int OTHER_LINES = 5;

    private final Session session;
    private final WatchLines lines;
    private final Map<GuestId, Row> rows = new LinkedHashMap<>();
    private String title = "";
    private long drawn;

    WatchTable(Session session) {
        this.session = session;
        this.lines = new WatchLines(session.page());
    }

    @Override
    public void states(HypervisorInfo host, GuestListing guests) {
        title = host.toString();
        rows.clear();
        guests.forEach(guest -> rows.put(guest.id(), Row.of(guest)));
        redraw(() -> {});
    }

    @Override
    public void event(HypervisorEvent event) {
        if (event instanceof GuestEvent.Undefined gone) {
            rows.remove(gone.guest());
        } else if (event instanceof GuestEvent.StateChanged change) {
            rows.put(change.guest(), Row.of(change));
        }
        redraw(() -> lines.event(event));
    }

    @Override
    public void unreadable(HypervisorException why) {
        redraw(() -> lines.unreadable(why));
    }

    /** A new guest, or a new name, is not in the event. */
    @Override
    public boolean wantsStatesAfter(HypervisorEvent event) {
        return event instanceof GuestEvent.Defined
                || event instanceof GuestEvent.Changed
                || WatchView.super.wantsStatesAfter(event);
    }

    private void redraw(Runnable above) {
        PrintWriter out = session.terminal().out();
        if (drawn > 0) {
            // Up so many lines, and erase all below: ECMA-48 sections 8.3.22 and 8.3.39.
            out.print("\r\u001b[" + drawn + "A\u001b[J");
        }
        above.run();
        String text = table();
        out.print(text);
        drawn = text.lines().count();
    }

    private String table() {
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), session.terminal().width(), session.isColoured());
        page.heading(title);
        Table table = new Table(Table.FLEXIBLE + "NAME", "STATE", Table.OPTIONAL + "REASON");
        rows.values().stream().limit(shown()).forEach(row -> row.addTo(table));
        page.table(2, table);
        page.line(2, Span.faint(sum()));
        return text.toString();
    }

    private int shown() {
        return Math.max(1, session.terminal().height() - OTHER_LINES);
    }

    private String sum() {
        long running = rows.values().stream()
                .filter(row -> row.state() == GuestState.RUNNING)
                .count();
        int hidden = Math.max(0, rows.size() - shown());
        return rows.size() + " guests, " + running + " running" + (hidden > 0 ? ", " + hidden + " not shown" : "");
    }

    private record Row(String name, GuestState state, Optional<StateReason> reason) {
        static Row of(GuestInfo guest) {
            return new Row(guest.name(), guest.state(), guest.reason());
        }

        static Row of(GuestEvent.StateChanged change) {
            return new Row(change.name(), change.state(), change.reason());
        }

        void addTo(Table table) {
            table.row(
                    new Span(name, Tone.STRONG),
                    new Span(state.id(), GuestsPage.tone(state)),
                    GuestsPage.cell(reason.map(StateReason::id)));
        }
    }
}
