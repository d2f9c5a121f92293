/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;

/** Events as lines below a table of the guests, for logs and pipes. */
final class WatchLines implements WatchView {
    private final Page page;

    WatchLines(Page page) {
        this.page = page;
    }

    @Override
    public void states(HypervisorInfo host, GuestListing guests) {
        GuestsPage.show(page, host, guests);
    }

    @Override
    public void event(HypervisorEvent event) {
        page.line(0, Span.faint(event.time() + "  "), new Span(text(event), tone(event)));
    }

    private static String text(HypervisorEvent event) {
        if (event instanceof HypervisorEvent.Lost lost) {
            return "lost: at least " + lost.atLeast() + " events; the guests are read again";
        }
        if (event instanceof HypervisorEvent.Reconnected) {
            return "reconnected: what happened in between is not known; the guests are read again";
        }
        return event instanceof FamilyEvent family ? family.type() + ": " + family : event.toString();
    }

    private static Tone tone(HypervisorEvent event) {
        if (event instanceof GuestEvent.StateChanged change) {
            return GuestsPage.tone(change.state());
        }
        return event instanceof GuestEvent ? Tone.PLAIN : Tone.WARNING;
    }

    @Override
    public void unreadable(HypervisorException why) {
        page.line(0, new Span("the guests could not be read again: " + why.getMessage(), Tone.BAD));
    }
}
