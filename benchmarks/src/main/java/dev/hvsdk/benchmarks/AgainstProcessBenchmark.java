/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks;

import dev.hvsdk.host.Detection;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A Java program that wants to know what it runs in: asking the SDK, or starting a command that knows and reading what it
 * prints. The commands must be installed; Debian's packages are virt-what and systemd.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AgainstProcessBenchmark {
    private final HostInspector inspector = HostInspector.of(HostRoot.live());

    /** Asks the SDK. */
    @Benchmark
    public Detection sdk() {
        return inspector.detect();
    }

    /** Starts virt-what, which needs root. */
    @Benchmark
    public String virtWhat() throws IOException, InterruptedException {
        return output("virt-what");
    }

    /** Starts systemd-detect-virt, which tells one layer only. */
    @Benchmark
    public String systemdDetectVirt() throws IOException, InterruptedException {
        return output("systemd-detect-virt");
    }

    private static String output(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
