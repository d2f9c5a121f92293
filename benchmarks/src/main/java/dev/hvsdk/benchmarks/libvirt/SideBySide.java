/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import dev.hvsdk.benchmarks.libvirt.Peer.Plan;
import dev.hvsdk.benchmarks.report.Footprint;
import dev.hvsdk.benchmarks.report.Jvm;
import dev.hvsdk.benchmarks.report.Results;
import dev.hvsdk.benchmarks.report.Table;
import dev.hvsdk.benchmarks.report.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The benchmarks of the libvirt backend; {@code benchmarks/libvirt} builds and starts it. */
public final class SideBySide {
    private static final List<Integer> SIZES = List.of(1_000, 10_000);
    private static final int MANY = 20_000;
    private static final int QEMU_GUESTS = 40;
    private static final int THREADS = 16;

    private final Path root;
    private final Path directory;
    private final int rounds;
    private final Plans plans;
    private final Table table = new Table(System.out);

    private SideBySide(Path root, Path directory, int rounds) {
        this.root = root;
        this.directory = directory;
        this.rounds = rounds;
        plans = new Plans(root.resolve("benchmarks/peers"), root.resolve("benchmarks/target/peer"));
    }

    /** Takes the directory of the project, the number of rounds, and the parts to run; without any, all. */
    public static void main(String[] args) throws Exception {
        List<String> parts = Arrays.asList(args).subList(2, args.length);
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "hvb");
        try {
            SideBySide all = new SideBySide(Path.of(args[0]), directory, Integer.parseInt(args[1]));
            for (Map.Entry<String, Part> part : all.parts().entrySet()) {
                if (parts.isEmpty() || parts.contains(part.getKey())) {
                    part.getValue().run();
                }
            }
        } finally {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @FunctionalInterface
    private interface Part {
        void run() throws IOException, InterruptedException;
    }

    private Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("process", this::inProcess);
        parts.put("socket", this::overSocket);
        parts.put("many", this::manyOverSocket);
        parts.put("qemu", this::qemu);
        parts.put("calls", this::calls);
        parts.put("memory", this::memory);
        return parts;
    }

    private void inProcess() throws IOException {
        List<Plan> peers = List.of(plans.cEach(), plans.cBulk(), plans.pythonEach(), plans.libvirtJava(), plans.sdk());
        List<Results> bySize = new ArrayList<>();
        for (int guests : SIZES) {
            String uri = "test://" + TestDriverFile.write(directory, guests);
            Results times = new Race(uri, peers).run(rounds);
            table.times(
                    "In process, " + guests + " guests",
                    rounds,
                    times,
                    List.of(plans.cEach().name()));
            bySize.add(times);
        }
        growth("in process", bySize);
    }

    private void overSocket() throws IOException {
        List<Plan> peers = List.of(
                plans.cBulk(),
                plans.cEach(),
                plans.pythonBulk(),
                plans.pythonEach(),
                plans.libvirtJava(),
                plans.sdk(),
                plans.sdkDetailed(),
                plans.sdkEach());
        List<Results> bySize = new ArrayList<>();
        for (int guests : SIZES) {
            Results times = overSocket(guests, peers);
            List<String> bases = List.of(
                    plans.cBulk().name(),
                    plans.cEach().name(),
                    plans.libvirtJava().name());
            table.times("Over a socket, " + guests + " guests", rounds, times, bases);
            bySize.add(times);
        }
        growth("over a socket", bySize);
    }

    private Results overSocket(int guests, List<Plan> peers) throws IOException {
        Path file = TestDriverFile.write(directory, guests);
        try (Daemon daemon = daemon()) {
            return new Race(daemon.testUri(file), peers).run(rounds);
        }
    }

    /** More than libvirt sends in one answer. */
    private void manyOverSocket() throws IOException {
        List<Plan> peers = List.of(plans.cBulk(), plans.sdk());
        Results times = overSocket(MANY, peers);
        table.times(
                "Over a socket, " + MANY + " guests",
                rounds,
                times,
                List.of(plans.cBulk().name()));
    }

    private void growth(String where, List<Results> bySize) throws IOException {
        Results small = bySize.get(0);
        Results large = bySize.get(1);
        List<List<String>> rows = small.names().stream()
                .map(name -> growth(name, small.of(name), large.of(name)))
                .toList();
        String title = "Growth " + where + ", for ten times as many guests";
        table.rows(title, List.of("so many times the time", "fastest", "median"), rows);
    }

    private static List<String> growth(String name, Times small, Times large) {
        return List.of(
                name,
                "%.1f".formatted(large.fastest() / small.fastest()),
                "%.1f".formatted(large.median() / small.median()));
    }

    private void qemu() throws IOException, InterruptedException {
        List<Plan> c = List.of(plans.cEach(), plans.cEach(THREADS), plans.cMixed(), plans.cMixed(THREADS));
        List<Plan> withEvents = List.of(plans.cEachWithEvents(), plans.cMixedWithEvents(THREADS));
        List<Plan> peers = new ArrayList<>(c);
        peers.addAll(withEvents);
        peers.addAll(List.of(plans.pythonEach(), plans.libvirtJava(), plans.sdk()));
        try (Daemon daemon = daemon()) {
            QemuGuests.start(daemon.qemuUri(), directory, QEMU_GUESTS);
            Results times = new Race(daemon.qemuUri(), peers).run(rounds);
            table.times(
                    QEMU_GUESTS + " guests of QEMU", rounds, times, List.of(best(times, c), best(times, withEvents)));
        }
    }

    private static String best(Results times, List<Plan> peers) {
        return peers.stream()
                .map(Plan::name)
                .min(Comparator.comparingDouble(name -> times.of(name).median()))
                .orElseThrow();
    }

    private void calls() throws IOException, InterruptedException {
        List<Plan> peers = List.of(
                plans.cBulk(),
                plans.cEach(),
                plans.pythonBulk(),
                plans.libvirtJava(),
                plans.sdk(),
                plans.sdkDetailed(),
                plans.sdkEach());
        try (Daemon daemon = daemon()) {
            for (int guests : SIZES) {
                new RoundTrips(daemon, directory).report(table, guests, peers);
            }
            new RoundTrips(daemon, directory).report(table, MANY, List.of(plans.cBulk(), plans.sdk()));
            QemuGuests.start(daemon.qemuUri(), directory, QEMU_GUESTS);
            List<Plan> ofQemu = List.of(plans.cEach(), plans.cMixed(), plans.sdk());
            new RoundTrips(daemon, directory).report(table, QEMU_GUESTS + " guests of QEMU", daemon::qemuUri, ofQemu);
        }
    }

    private void memory() throws IOException {
        List<String> heads = List.of("bytes per guest", "reading", "handle", "allocated while listing");
        List<List<String>> rows = new ArrayList<>();
        Path file = TestDriverFile.write(directory, SIZES.get(1));
        rows.add(footprint("in process", "test://" + file));
        try (Daemon daemon = daemon()) {
            rows.add(footprint("over a socket", daemon.testUri(file)));
        }
        table.rows("Memory, " + SIZES.get(1) + " guests", heads, rows);
    }

    private static List<String> footprint(String where, String uri) throws IOException {
        List<String> command = Jvm.command(Footprint.class);
        command.add(uri);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> row = new ArrayList<>(List.of(where));
        row.addAll(List.of(answer.strip().split(" ")));
        return row;
    }

    private Daemon daemon() throws IOException {
        return Daemon.start(root, directory.resolve("d"));
    }
}
