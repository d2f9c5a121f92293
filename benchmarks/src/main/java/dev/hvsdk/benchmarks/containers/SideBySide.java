/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.containers;

import com.github.dockerjava.api.DockerClient;
import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.benchmarks.report.Command;
import dev.hvsdk.benchmarks.report.Contender;
import dev.hvsdk.benchmarks.report.Jvm;
import dev.hvsdk.benchmarks.report.Results;
import dev.hvsdk.benchmarks.report.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmarks of the Docker backend; {@code benchmarks/containers} builds and starts it. */
public final class SideBySide {
    private static final int WARM_UP = 40;
    private static final int FEW = 10;
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);
    private static final String CURL = "curl, its own time";

    private final Dockerd dockerd;
    private final int created;
    private final int running;
    private final int rounds;
    private final Table table = new Table(System.out);

    private SideBySide(Dockerd dockerd, int created, int running, int rounds) {
        this.dockerd = dockerd;
        this.created = created;
        this.running = running;
        this.rounds = rounds;
    }

    /** Takes the directory of the project, the image, and the numbers of rounds, of containers, and of those that run. */
    public static void main(String[] args) throws Exception {
        int created = Integer.parseInt(args[3]);
        int running = Integer.parseInt(args[4]);
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "hvb");
        try (Dockerd dockerd = Dockerd.start(Path.of(args[0]), directory.resolve("d"))) {
            System.err.println("making " + created + " containers, of which " + running + " run");
            Containers.make(dockerd, args[1], created, running);
            SideBySide all = new SideBySide(dockerd, created, running, Integer.parseInt(args[2]));
            all.list();
            all.firstList();
            all.statistics();
        } finally {
            Files.delete(directory);
        }
        System.exit(0);
    }

    private void list() throws IOException {
        try (Hypervisor host = Hypervisors.load().open(dockerd.uri());
                DockerClient client = DockerJava.open(dockerd.socket())) {
            Results times = Contender.race(
                    List.of(
                            new Contender(CURL, this::curl),
                            Contender.timed("curl, with its process", created, this::wholeCurl),
                            Contender.timed("docker ps --all --quiet", created, this::dockerPs),
                            Contender.timed("docker-java", created, () -> DockerJava.list(client)),
                            Contender.timed("SDK", created, () -> host.guests().size())),
                    WARM_UP,
                    rounds);
            table.times(
                    "Listing " + created + " containers, of which " + running + " run",
                    rounds,
                    times,
                    List.of(CURL, "docker-java"));
        }
    }

    private long curl() {
        String seconds = Command.run(List.of(
                "curl", "-s", "-o", "/dev/null", "-w", "%{time_total}", "--unix-socket", dockerd.socket(), listing()));
        return new BigDecimal(seconds).multiply(NANOS_PER_SECOND).longValueExact();
    }

    private int wholeCurl() {
        String json = Command.run(List.of("curl", "-s", "--unix-socket", dockerd.socket(), listing()));
        return json.split("\"Id\":", -1).length - 1;
    }

    private static String listing() {
        return "http://localhost/v1.41/containers/json?all=1";
    }

    private int dockerPs() {
        return (int) Command.run(dockerd.cli("ps", "--all", "--quiet")).lines().count();
    }

    /** Of a JVM, from its start to its end. */
    private void firstList() throws IOException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(Contender.timed("a JVM that does nothing", 0, () -> firstList("nothing")));
        contenders.add(Contender.timed("docker-java", created, () -> firstList("docker-java")));
        contenders.add(Contender.timed("SDK", created, () -> firstList("sdk")));
        table.times(
                "The first listing of a JVM, which starts and ends for it",
                Math.min(FEW * 2, rounds),
                Contender.race(contenders, 1, Math.min(FEW * 2, rounds)),
                List.of("docker-java"));
    }

    private int firstList(String way) {
        return Integer.parseInt(Command.run(Command.of(Jvm.command(FirstList.class), way, dockerd.socket()))
                .strip());
    }

    private void statistics() throws IOException {
        try (Hypervisor host = Hypervisors.load().open(dockerd.uri())) {
            BulkStatistics bulk = host.capability(BulkStatistics.class).require();
            List<Contender> contenders = List.of(
                    Contender.timed(
                            "SDK, in one pass",
                            running,
                            () -> bulk.read(GuestQuery.all()).asMap().size()),
                    Contender.timed("docker stats --no-stream", running, this::dockerStats));
            table.times(
                    "Statistics of " + running + " running containers",
                    FEW,
                    Contender.race(contenders, 2, FEW),
                    List.of("docker stats --no-stream"));
        }
    }

    private int dockerStats() {
        return (int) Command.run(dockerd.cli("stats", "--no-stream", "--format", "{{.ID}}"))
                .lines()
                .count();
    }
}
