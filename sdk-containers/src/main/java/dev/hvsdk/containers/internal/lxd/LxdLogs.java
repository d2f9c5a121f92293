/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.FollowedLog;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a container that has stopped wrote to its console: without times, both streams in one. While it runs, the daemon gives each
 * line to the first who asks, and to nobody after that. Thread-safe.
 */
final class LxdLogs implements ContainerLogs {
    private static final String OPERATION = "read console log";
    private static final Pattern END = Pattern.compile("\\r*\\n");

    private static final Pattern MISSING = Pattern.compile("open .*: no such file or directory");

    private final Instance instance;

    LxdLogs(Instance instance) {
        this.instance = instance;
    }

    @Override
    public List<LogLine> read(LogQuery query) {
        ErrorFactory about = instance.errors(OPERATION);
        if (query.since().isPresent()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "the log of a console has no times");
        }
        List<LogLine> lines = lines(log(about));
        int first = query.tail().isPresent()
                ? Math.max(0, lines.size() - query.tail().getAsInt())
                : 0;
        return lines.subList(first, lines.size());
    }

    static Support<ContainerLogs> of(Instance instance) {
        return InstanceJson.state(instance.read(OPERATION)).isActive()
                ? Support.unavailable(
                        Support.Reason.WRONG_STATE,
                        "the daemon gives what a running container wrote once only",
                        "open the console, or stop the container")
                : Support.available(new LxdLogs(instance));
    }

    /** Of a container that never ran, there is no file. */
    private byte[] log(ErrorFactory about) {
        try {
            return instance.client().bytes(instance.request("GET", "console"), about);
        } catch (HypervisorException.HostFailure e) {
            if (MISSING.matcher(e.detail()).matches()) {
                return new byte[0];
            }
            throw e;
        }
    }

    static List<LogLine> lines(byte[] log) {
        String text = new String(log, StandardCharsets.UTF_8);
        return text.isEmpty()
                ? List.of()
                : END.splitAsStream(text)
                        .map(line -> LogLine.of(line, false, null))
                        .toList();
    }

    @Override
    public FollowedLog follow(LogQuery query, Consumer<? super LogLine> listener) {
        throw instance.errors(OPERATION)
                .remedy("open the console")
                .unsupported(Support.Reason.NO_SUCH_CONCEPT, "the daemon does not follow the log of a console");
    }
}
