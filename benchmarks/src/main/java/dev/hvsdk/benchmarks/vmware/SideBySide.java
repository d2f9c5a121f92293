/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.vmware;

import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.benchmarks.report.Command;
import dev.hvsdk.benchmarks.report.Contender;
import dev.hvsdk.benchmarks.report.Footprint;
import dev.hvsdk.benchmarks.report.Jvm;
import dev.hvsdk.benchmarks.report.Table;
import dev.hvsdk.benchmarks.report.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The vSphere backend beside curl, govmomi and pyvmomi, which ask the same simulator in turn. */
public final class SideBySide {
    private static final int WARM_UP = 40;
    private static final int FEW = 20;
    private static final int COLD_GUESTS = 100;
    private static final String CURL = "curl, its own time, connected before";
    private static final String GOVMOMI = "govmomi (Go)";
    private static final String PYVMOMI = "pyvmomi";
    private static final String SDK = "SDK, `guests()`";
    private static final Map<String, String> PASSWORD =
            Map.of(CredentialsProvider.PASSWORD_VARIABLE, Simulator.PASSWORD);

    private final String program;
    private final Path directory;
    private final List<String> govmomi;
    private final List<String> pyvmomi;
    private final int rounds;
    private final Table table = new Table(System.out);

    private SideBySide(Path directory, String... args) {
        this.directory = directory;
        program = args[0];
        govmomi = List.of(args[1]);
        pyvmomi = List.of("/usr/bin/python3", args[2]);
        rounds = Integer.parseInt(args[3]);
    }

    /** Takes the simulator, the peers in Go and in Python, the number of rounds, and numbers of guests. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "hvb");
        try {
            SideBySide all = new SideBySide(directory, args);
            for (String guests : List.of(args).subList(4, args.length)) {
                all.warm(Integer.parseInt(guests));
            }
            all.cold();
            all.operations();
        } finally {
            remove(directory);
        }
        System.exit(0);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** In programs that are connected and warm. */
    private void warm(int guests) throws IOException {
        System.err.println("making " + guests + " guests");
        try (Simulator simulator = Simulator.start(program, directory, guests);
                Hypervisor host = Sdk.open(simulator)) {
            cost(simulator, host, guests);
            ListingRequest request = ListingRequest.lastOf(simulator);
            Curl curl = Curl.open(simulator, directory, request, guests);
            try (Peer go = Peer.start(govmomi, simulator, request.properties());
                    Peer python = Peer.start(pyvmomi, simulator, request.properties())) {
                List<Contender> contenders = List.of(
                        new Contender(CURL, curl::warm),
                        new Contender("curl, its own time, connecting", curl::cold),
                        new Contender(GOVMOMI, () -> go.obey("list", guests)),
                        new Contender(PYVMOMI, () -> python.obey("list", guests)),
                        Contender.timed(SDK, guests, () -> host.guests().size()));
                table.times(
                        "Listing " + guests + " guests",
                        rounds,
                        Contender.race(contenders, WARM_UP, rounds),
                        List.of(CURL, GOVMOMI));
            }
        }
    }

    private void cost(Simulator simulator, Hypervisor host, int guests) throws IOException {
        host.guests();
        Simulator.Traffic before = simulator.traffic();
        host.guests();
        Simulator.Traffic cost = simulator.traffic().since(before);
        String[] memory = Command.run(Command.of(Jvm.command(Footprint.class), simulator.uri()), PASSWORD)
                .strip()
                .split(" ");
        table.rows(
                "What it costs to list " + guests + " guests once more",
                List.of(
                        "calls",
                        "bytes sent",
                        "bytes received by guest",
                        "heap of a reading",
                        "of a handle",
                        "allocated by guest"),
                List.of(List.of(
                        Long.toString(cost.calls()),
                        Long.toString(cost.sent()),
                        String.format(Locale.ROOT, "%.0f", (double) cost.received() / guests),
                        memory[0],
                        memory[1],
                        memory[2])));
    }

    /** Processes that start, connect, list once and end. */
    private void cold() throws IOException {
        try (Simulator simulator = Simulator.start(program, directory, COLD_GUESTS)) {
            String properties = properties(simulator);
            Map<String, Runnable> processes = new LinkedHashMap<>();
            processes.put("a JVM that does nothing", () -> expect(0, firstList("nothing")));
            processes.put(GOVMOMI, () -> expect(COLD_GUESTS, Peer.listOnce(govmomi, simulator, properties)));
            processes.put(PYVMOMI, () -> expect(COLD_GUESTS, Peer.listOnce(pyvmomi, simulator, properties)));
            processes.put(SDK, () -> expect(COLD_GUESTS, firstList(simulator.uri())));
            race(
                    "The first listing of a process, " + COLD_GUESTS + " guests, by the clock",
                    processes,
                    System::nanoTime);
            race("The same, CPU time", processes, ChildrenTime::nanos);
        }
    }

    private static String properties(Simulator simulator) {
        try (Hypervisor host = Sdk.open(simulator)) {
            host.guests();
            return ListingRequest.lastOf(simulator).properties();
        }
    }

    private void race(String title, Map<String, Runnable> processes, Clock clock) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        processes.forEach((name, work) -> contenders.add(new Contender(name, () -> {
            long begun = clock.nanos();
            work.run();
            return clock.nanos() - begun;
        })));
        table.times(title, FEW, Contender.race(contenders, 1, FEW), List.of(PYVMOMI));
    }

    private static void expect(int guests, int read) {
        if (read != guests) {
            throw new IllegalStateException(read + " instead of " + guests);
        }
    }

    private static int firstList(String uri) {
        return Integer.parseInt(Command.run(Command.of(Jvm.command(FirstList.class), uri), PASSWORD)
                .strip());
    }

    /** Each with its wait for the task, by guests of their own. */
    private void operations() throws IOException {
        try (Simulator simulator = Simulator.start(program, directory, COLD_GUESTS);
                Hypervisor host = Sdk.open(simulator);
                Peer go = Peer.start(govmomi, simulator, "name");
                Peer python = Peer.start(pyvmomi, simulator, "name")) {
            go.obey("list", COLD_GUESTS);
            python.obey("list", COLD_GUESTS);
            List<GuestInfo> guests = host.guests().asList();
            Guest mine = host.guest(guests.get(0).id());
            Map<String, Worker> workers = new LinkedHashMap<>();
            workers.put(GOVMOMI, order -> go.obey(order + " " + guests.get(1).name(), 1));
            workers.put(
                    PYVMOMI, order -> python.obey(order + " " + guests.get(2).name(), 1));
            workers.put("SDK", order -> Sdk.obey(mine, order));
            List<List<String>> rows = new ArrayList<>();
            Map<String, Map<String, List<Long>>> nanos = measure(workers);
            nanos.forEach((name, orders) -> rows.add(row(name, orders)));
            table.rows(
                    "Operations with their wait, ms, median (fastest) of " + rounds + " rounds",
                    List.of("", "power off", "power on", "take a snapshot", "remove it"),
                    rows);
        }
    }

    private Map<String, Map<String, List<Long>>> measure(Map<String, Worker> workers) {
        Map<String, Map<String, List<Long>>> nanos = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            boolean counts = round >= 0;
            workers.forEach((name, worker) -> {
                for (String order : List.of("off", "on", "snapshot", "remove")) {
                    long taken = worker.obey(order);
                    if (counts) {
                        nanos.computeIfAbsent(name, key -> new LinkedHashMap<>())
                                .computeIfAbsent(order, key -> new ArrayList<>())
                                .add(taken);
                    }
                }
            });
        }
        return nanos;
    }

    private static List<String> row(String name, Map<String, List<Long>> orders) {
        List<String> row = new ArrayList<>(List.of(name));
        orders.values().stream()
                .map(Times::of)
                .map(times -> String.format(Locale.ROOT, "%.1f (%.1f)", times.median(), times.fastest()))
                .forEach(row::add);
        return row;
    }

    @FunctionalInterface
    private interface Worker {
        long obey(String order);
    }

    @FunctionalInterface
    private interface Clock {
        long nanos();
    }

    /** The CPU time of all processes that this one has started and that have ended, in steps of 10 ms. */
    private static final class ChildrenTime {
        /** USER_HZ of Linux: 100 a second on all architectures that Java runs on. */
        private static final long NANOS_PER_TICK = 10_000_000;

        /** Of cutime behind the name of the program, which ends with a parenthesis: proc(5). */
        private static final int USER = 13;

        private ChildrenTime() {}

        static long nanos() {
            try {
                String stat = Files.readString(Path.of("/proc/self/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1])) * NANOS_PER_TICK;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
