/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.containers.internal.http.UnixServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Counters of many containers of an engine that never answers for some, and has lost others since it listed them. */
@Timeout(60)
class HungContainersTest {
    private static final int COUNT = 40;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger hung = new AtomicInteger();

    private boolean answer(String request, OutputStream out) throws IOException {
        String path = request.split("[ ?]")[1];
        if (path.endsWith("/c7/stats")) {
            hung.incrementAndGet();
            awaitEnd();
        }
        String status = path.endsWith("/c8/json") ? "404 Not Found" : "200 OK";
        String body = body(path);
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private void awaitEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String body(String path) {
        if (path.endsWith("version")) {
            return "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\",\"Version\":\"20.10.24\"}";
        }
        if (path.endsWith("/containers/json")) {
            return "[" + String.join(",", listed()) + "]";
        }
        return path.endsWith("/stats")
                ? "{\"read\":\"2026-11-28T20:00:00Z\",\"cpu_stats\":{\"cpu_usage\":{\"total_usage\":5}}}"
                : "{\"message\":\"No such container\",\"State\":{\"Status\":\"running\"}}";
    }

    private static List<String> listed() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            all.add("{\"Id\":\"c" + i + "\",\"Names\":[\"/web" + i + "\"],\"State\":\"running\"}");
        }
        return all;
    }

    @Test
    void oneThatHangsCostsTheOthersNothing(@TempDir Path directory) throws IOException {
        Path socket = directory.resolve("s");
        ConnectSpec spec = ConnectSpec.builder(URI.create("docker+unix://" + socket))
                .deadlines(new Deadlines(Duration.ofSeconds(8), Duration.ofSeconds(8)))
                .build();
        try (UnixServer server = UnixServer.at(socket, this::answer);
                Hypervisor host = new DockerProvider().open(spec)) {
            StatisticsListing listing =
                    host.capability(BulkStatistics.class).require().read(GuestQuery.all());

            assertThat(listing.asMap())
                    .hasSize(COUNT - 2)
                    .doesNotContainKeys(GuestId.of("c7"), GuestId.of("c8"))
                    .allSatisfy((id, read) -> assertThat(read.cpuTime()).contains(Duration.ofNanos(5)));
            assertThat(listing.asMap().keySet()).startsWith(GuestId.of("c0"), GuestId.of("c1"));
            assertThat(listing.incomplete()).singleElement().satisfies(unreadable -> {
                assertThat(unreadable.name()).contains("web7");
                assertThat(unreadable.why()).isInstanceOf(HypervisorException.TimedOut.class);
            });
            assertThat(hung).hasValue(1);
            assertThat(server.requests()).isNotEmpty();
            end.countDown();
        }
    }
}
