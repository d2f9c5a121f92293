/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks;

import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.Inspection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Features, devices and all of it, on a host that is the same everywhere. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MachineBenchmark {
    /** How many PCI functions the host has: a workstation, a server, and one with thousands of virtual functions. */
    @Param({"16", "256", "2000"})
    public int functions;

    private @Nullable SyntheticHost host;
    private @Nullable HostInspector inspector;

    /** Writes the host. */
    @Setup
    public void write() throws IOException {
        SyntheticHost written = SyntheticHost.withPciFunctions(functions);
        host = written;
        inspector = HostInspector.of(written.root());
    }

    /** Removes it. */
    @TearDown
    public void delete() throws IOException {
        if (host != null) {
            host.delete();
        }
    }

    /** The features of CPU and platform. */
    @Benchmark
    public List<FeatureReport> features() {
        return inspector().features();
    }

    /** The devices and what stands in the way of each. */
    @Benchmark
    public List<PassthroughDevice> devices() {
        return inspector().devices();
    }

    /** Everything. */
    @Benchmark
    public Inspection inspect() {
        return inspector().inspect();
    }

    private HostInspector inspector() {
        if (inspector == null) {
            throw new IllegalStateException("the host was not written");
        }
        return inspector;
    }
}
