/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what happens on a host, as it happens. */
@Command(
        name = "watch",
        description = {
            "Show what happens on a host, as it happens: on a terminal above a table of the states of all guests, elsewhere "
                    + "line by line. With --format json, each line is one object.",
            "",
            "Ends with Ctrl-C, or by --count or --for. Where events were lost, or the connection broke, that is shown, and "
                    + "the guests are read again.",
            "",
            "On a fake: host that this command makes for itself nothing ever happens."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv watch qemu:///system",
            "  hv watch fake:kvm --for 5s             to try this out",
            "  hv watch qemu:///system --count 1      wait until anything happens",
            "  hv watch qemu:///system --format json | jq -r 'select(.state == \"crashed\") | .name'"
        })
final class WatchCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
    private @Nullable Integer count;

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time, such as 30s or 1h30m.")
    private @Nullable Duration time;

    WatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count != null && count < 1) {
            throw new UsageException("--count is at least 1, and not " + count, null);
        }
        EventQueue events = new EventQueue();
        // Events first, so that none falls between them and the listing.
        try (Hypervisor host = connect.open(session);
                Subscription subscription = host.subscribe(events)) {
            WatchView view = view();
            view.states(host.info(), host.guests());
            return session.interrupts().during(() -> new Watching(host, subscription, view).show(events), events::wake);
        }
    }

    private WatchView view() {
        if (connect.output().isJson()) {
            return new WatchJson(session);
        }
        return session.terminal().isRewritable() ? new WatchTable(session) : new WatchLines(session.page());
    }

    /** One watch under way. Not thread-safe. */
    private final class Watching {
        private final Hypervisor host;
        private final Subscription subscription;
        private final WatchView view;

        Watching(Hypervisor host, Subscription subscription, WatchView view) {
            this.host = host;
            this.subscription = subscription;
            this.view = view;
        }

        int show(EventQueue events) {
            long begin = System.nanoTime();
            for (int shown = 0; goesOn() && (count == null || shown < count); shown++) {
                Optional<HypervisorEvent> event =
                        events.next(time == null ? null : time.minusNanos(System.nanoTime() - begin));
                if (event.isEmpty()) {
                    break;
                }
                show(event.get());
            }
            return ExitCode.OK;
        }

        /** Not when interrupted, nor when nobody reads any more what is written, as behind {@code head}. */
        private boolean goesOn() {
            return subscription.isOpen()
                    && !session.terminal().out().checkError()
                    && !session.interrupts().happened();
        }

        private void show(HypervisorEvent event) {
            view.event(event);
            if (view.wantsStatesAfter(event)) {
                try {
                    view.states(host.info(), host.guests());
                } catch (HypervisorException e) {
                    view.unreadable(e);
                }
            }
        }
    }
}
