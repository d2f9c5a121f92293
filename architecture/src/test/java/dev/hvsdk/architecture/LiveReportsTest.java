/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reports of the conformance kit on real engines, which the support matrix is made from: where the engines were there, the run
 * of this build has to have ended as the committed report says.
 */
class LiveReportsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path COMMITTED = ROOT.resolve("docs/tck");
    private static final String WRITE = "hvsdk.matrix.write";

    /** Runs of engines that are asked for by a profile, with the property that it sets: a build without it has none. */
    private static final Map<String, String> ON_DEMAND =
            Map.of("xen-libvirt.tck", "hvsdk.live.xen", "xen-xl.tck", "hvsdk.live.xen");

    static Stream<String> reports() throws IOException {
        return names(COMMITTED).stream();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tck"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void isThatOfTheRun(String report) throws IOException {
        boolean isDue = "true".equals(System.getenv("CI"))
                && Optional.ofNullable(ON_DEMAND.get(report))
                        .map(Boolean::getBoolean)
                        .orElse(true);
        boolean isShortRun = System.getProperty("excludedGroups", "").contains("live-long");
        assumeFalse(isShortRun, "this run leaves out what takes long");
        Optional<Path> run = run(report);
        assumeTrue(isDue || run.isPresent(), "the engine is not here, or its tests did not run in this build");
        assertThat(run).as("the report of a run, target/hvsdk-tck/" + report).isPresent();
        if (Boolean.getBoolean(WRITE)) {
            Files.write(COMMITTED.resolve(report), Files.readAllLines(run.orElseThrow()));
        }
        assertThat(comparable(run.orElseThrow()))
                .as(
                        "docs/tck/%s is out of date; if that is meant, run with -D%s=true, here first and then as"
                                + " docs/guide/backend-tck.md says",
                        report, WRITE)
                .isEqualTo(comparable(COMMITTED.resolve(report)));
    }

    /** Without the version of the engine, which is another on another machine. */
    private static List<String> comparable(Path report) throws IOException {
        return Files.readAllLines(report).stream()
                .filter(line -> !line.startsWith("product\t"))
                .toList();
    }

    private static Optional<Path> run(String report) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("target/hvsdk-tck").resolve(report))
                    .filter(Files::exists)
                    .findFirst();
        }
    }
}
