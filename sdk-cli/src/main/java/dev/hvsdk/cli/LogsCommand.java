/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.FollowedLog;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.LogQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a container has written. */
@Command(
        name = "logs",
        description = {
            "Show what the command of a container has written, as its engine keeps it: its standard output on ours, its "
                    + "standard error on ours.",
            "",
            "The lines are shown as they were written. With --follow, that goes on until the container stops, or with "
                    + "Ctrl-C. With --format json, each line is one object.",
            "",
            "Virtual machines keep no such log: look at 'hv console'."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv logs docker:/// web",
            "  hv logs podman:/// web --tail 20 --follow",
            "  hv logs docker:/// web --since 10m --timestamps",
            "  hv logs docker:/// web --format json | jq -r 'select(.stream == \"error\") | .text'"
        })
final class LogsCommand implements Callable<Integer> {
    /** Between two looks whether the container has stopped. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with each further line, until the container stops.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "N", description = "Only the last so many lines of what is there.")
    private @Nullable Integer tail;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only what was written since this time, such as 2026-11-28T12:00:00Z, or so long ago, such as 10m.")
    private @Nullable Instant since;

    @Option(
            names = "--timestamps",
            description = "Begin each line with when it was written, as far as the engine says.")
    private boolean timestamps;

    LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LogQuery query = query();
        try (Hypervisor host = guest.open(session)) {
            ContainerLogs logs =
                    guest.find(host).capability(ContainerLogs.class).require();
            if (follow) {
                follow(logs, query);
            } else {
                logs.read(query).forEach(writer());
            }
        }
        return ExitCode.OK;
    }

    private LogQuery query() {
        LogQuery.Builder query = LogQuery.builder();
        if (tail != null) {
            if (tail < 0) {
                throw new UsageException("--tail is a number of lines, and not " + tail, null);
            }
            query.tail(tail);
        }
        return since == null ? query.build() : query.since(since).build();
    }

    private void follow(ContainerLogs logs, LogQuery query) {
        Thread waiting = Thread.currentThread();
        Consumer<LogLine> writer = writer();
        try (FollowedLog lines = logs.follow(query, line -> show(line, writer))) {
            session.interrupts().during(() -> await(lines), () -> LockSupport.unpark(waiting));
            lines.failure().ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private void show(LogLine line, Consumer<? super LogLine> writer) {
        writer.accept(line);
        session.terminal().flush();
    }

    /** Until it ended, or nobody wants it any longer: Ctrl-C, or a reader such as {@code head} that went. */
    private boolean await(FollowedLog lines) {
        while (lines.isOpen()
                && !session.interrupts().happened()
                && !session.terminal().out().checkError()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return lines.isOpen();
    }

    private Consumer<LogLine> writer() {
        return guest.output().isJson() ? this::writeJson : this::writeText;
    }

    private void writeText(LogLine line) {
        Terminal terminal = session.terminal();
        String time = timestamps ? line.time().map(Instant::toString).orElse("-") + " " : "";
        (line.isError() ? terminal.err() : terminal.out()).println(time + line.text());
    }

    private void writeJson(LogLine line) {
        session.jsonLine(json -> {
            Json.text(json, "time", line.time().map(Instant::toString));
            json.writeStringField("stream", line.isError() ? "error" : "output");
            json.writeStringField("text", line.text());
        });
    }
}
