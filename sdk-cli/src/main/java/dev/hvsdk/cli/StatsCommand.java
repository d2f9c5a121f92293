/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the counters of guests. */
@Command(
        name = "stats",
        description = {
            "Show what the guests of a host that run have used, or what one of them has: CPU time since its start, memory, and "
                    + "what its disks and network interfaces carried.",
            "",
            "USES is without caches that it could give back, HAS is what it was given, ON HOST what it takes there. With "
                    + "--every they are read again and again until Ctrl-C, and how fast they grow is shown; with --format "
                    + "json each reading is one line, and rates are left to the program that reads it."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv stats fake:kvm",
            "  hv stats qemu:///system web --every 2s",
            "  hv stats qemu:///system --every 10s --count 6 --format json >> stats.jsonl"
        })
final class StatsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "GUEST",
            description = "The name or the id of a guest; all that run unless given.")
    private @Nullable String guest;

    @Option(names = "--every", paramLabel = "TIME", description = "Read again after each such time, such as 2s.")
    private @Nullable Duration every;

    @Option(names = "--count", paramLabel = "N", description = "End after so many readings; only with --every.")
    private @Nullable Integer count;

    StatsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        try (Hypervisor host = connect.open(session)) {
            Supplier<StatsReading> reader = reader(host);
            if (every != null) {
                return repeat(reader, every);
            }
            StatsReading reading = reader.get();
            return connect.output()
                    .answer(session, json -> StatsJson.write(json, reading), page -> StatsPage.show(page, reading));
        }
    }

    private void check() {
        if (count != null && every == null) {
            throw new UsageException("--count is for --every", null);
        }
        if (count != null && count < 1) {
            throw new UsageException("--count is at least 1, and not " + count, null);
        }
    }

    private Supplier<StatsReading> reader(Hypervisor host) {
        if (guest == null) {
            return () -> StatsReading.of(host);
        }
        Guest handle = GuestOptions.find(host, guest);
        return () -> StatsReading.of(handle);
    }

    private int repeat(Supplier<StatsReading> reader, Duration pause) {
        CountDownLatch end = new CountDownLatch(1);
        return session.interrupts().during(() -> repeat(reader, pause, end), end::countDown);
    }

    private int repeat(Supplier<StatsReading> reader, Duration pause, CountDownLatch end) {
        Repainting view = new Repainting(session);
        Optional<StatsReading> before = Optional.empty();
        for (int shown = 1; true; shown++) {
            StatsReading reading = reader.get();
            show(view, reading, before.orElse(null));
            before = Optional.of(reading);
            if ((count != null && shown >= count) || !view.goesOn() || isOver(end, pause)) {
                return ExitCode.OK;
            }
        }
    }

    private void show(Repainting view, StatsReading reading, @Nullable StatsReading before) {
        if (connect.output().isJson()) {
            session.jsonLine(json -> StatsJson.write(json, reading));
        } else {
            view.show(page -> StatsPage.show(page, reading, before));
        }
    }

    private static boolean isOver(CountDownLatch end, Duration pause) {
        try {
            return end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
