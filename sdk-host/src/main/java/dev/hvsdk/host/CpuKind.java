/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.cpuid.DumpedCpu;
import dev.hvsdk.host.cpuid.FeatureBit;
import dev.hvsdk.host.internal.detect.Detector;
import dev.hvsdk.host.internal.feature.FeatureBits;
import dev.hvsdk.host.internal.feature.FeatureProber;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.root.HostRoot;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * CPUs of a dump that are of one model and have the same features.
 *
 * <p>Two are equal if that is the same of them, whatever they are called. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuKind {
    private final List<String> names;
    private final CpuInfo cpu;
    private final List<FeatureReport> features;
    private final List<FeatureBit> bits;

    private CpuKind(List<String> names, CpuInfo cpu, List<FeatureReport> features, List<FeatureBit> bits) {
        this.names = List.copyOf(names);
        this.cpu = cpu;
        this.features = List.copyOf(features);
        this.bits = List.copyOf(bits);
    }

    static CpuKind of(DumpedCpu dumped) {
        HostRoot host = dumped.host();
        Hardware hardware = Hardware.of(host);
        List<VirtualizationLayer> layers = Detector.detect(host).layers();
        return new CpuKind(
                List.of(dumped.name()),
                hardware.cpu(),
                FeatureProber.probeCpu(hardware, layers),
                FeatureBits.read(dumped.facts()));
    }

    CpuKind named(List<String> newNames) {
        return new CpuKind(newNames, cpu, features, bits);
    }

    /** What is said of a feature. */
    List<Object> answer(CpuFeature feature) {
        return List.of(
                features.stream()
                        .filter(report -> report.feature().equals(feature))
                        .map(FeatureReport::state)
                        .toList(),
                bits.stream().filter(bit -> bit.feature().equals(feature)).toList());
    }

    /** What the dump calls them, at least one. */
    public List<String> names() {
        return names;
    }

    /** Maker, model and numbers; a dump tells nothing of flags and topology. */
    public CpuInfo cpu() {
        return cpu;
    }

    /** One report for each feature of which the registers of an x86 CPU tell. */
    public List<FeatureReport> features() {
        return features;
    }

    /** The bits that bear on them, as the maker of the CPU defines them. */
    public List<FeatureBit> bits() {
        return bits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CpuKind that
                && cpu.equals(that.cpu)
                && features.equals(that.features)
                && bits.equals(that.bits);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cpu, features, bits);
    }

    /** Such as {@code CPU 0, CPU 1: amd-v: unknown, ...}. */
    @Override
    public String toString() {
        return String.join(", ", names) + ": " + features;
    }
}
