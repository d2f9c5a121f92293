/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import dev.hvsdk.benchmarks.libvirt.Peer.Plan;
import dev.hvsdk.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Counts the calls that a listing takes, on the way between the peer and libvirtd. */
final class RoundTrips {
    /** Those procedures of libvirt's src/remote/remote_protocol.x that a listing may use. */
    private static final Map<Integer, String> PROCEDURES = Map.of(
            14, "GetXMLDesc",
            16, "GetInfo",
            23, "LookupByName",
            24, "LookupByUUID",
            212, "GetState",
            273, "ListAllDomains",
            344, "GetAllDomainStats");

    private static final List<String> HEADS = List.of("calls per listing", "calls", "which");

    private final Daemon daemon;
    private final Path directory;

    RoundTrips(Daemon daemon, Path directory) {
        this.daemon = daemon;
        this.directory = directory;
    }

    /** Of guests of the test driver: a row for each peer, with its name, how many calls, and which. */
    void report(Table table, int guests, List<Plan> plans) throws IOException {
        Path file = TestDriverFile.write(directory, guests);
        report(table, guests + " guests", socket -> Daemon.testUri(file, socket), plans);
    }

    /** The same of guests that are there, by the URI that leads to them over a socket. */
    void report(Table table, String guests, UnaryOperator<String> uri, List<Plan> plans) throws IOException {
        String socket = directory.resolve("relay").toString();
        List<List<String>> rows = new ArrayList<>();
        try (CountingRelay relay = new CountingRelay(Path.of(socket), daemon.socket())) {
            for (Plan plan : plans) {
                rows.add(row(plan, uri.apply(socket), relay));
            }
        }
        table.rows("Calls over the socket, " + guests, HEADS, rows);
    }

    private static List<String> row(Plan plan, String uri, CountingRelay relay) throws IOException {
        try (Peer peer = plan.start(uri)) {
            // The first one may find out what the host can do.
            peer.round();
            relay.takeCalls();
            peer.round();
            Map<Integer, Integer> calls = relay.takeCalls();
            int total = calls.values().stream().mapToInt(Integer::intValue).sum();
            return List.of(plan.name(), Integer.toString(total), which(calls));
        }
    }

    private static String which(Map<Integer, Integer> calls) {
        return calls.entrySet().stream()
                .map(call -> call.getValue() + " " + PROCEDURES.getOrDefault(call.getKey(), "of " + call.getKey()))
                .collect(Collectors.joining(", "));
    }
}
