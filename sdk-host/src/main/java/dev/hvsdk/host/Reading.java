/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.internal.detect.Detector;
import dev.hvsdk.host.internal.detect.Findings;
import dev.hvsdk.host.internal.device.DeviceReader;
import dev.hvsdk.host.internal.device.DeviceReading;
import dev.hvsdk.host.internal.feature.FeatureProber;
import dev.hvsdk.host.internal.memory.MemoryReader;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.internal.workload.WorkloadReader;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.workload.Workloads;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a host. The readers do not throw for what a host holds; should one have a defect all the same, its part is
 * empty, a limitation says so, and the other parts are as good as ever.
 *
 * <p>Not thread-safe: one for each call.
 */
final class Reading {
    private final DamageLog damage = new DamageLog();
    private final HostRoot host;
    private final HostRoot root;
    private final Hardware hardware;
    private final Set<Limitation> limitations = new LinkedHashSet<>();
    private @Nullable Detection detection;

    Reading(HostRoot host) {
        this.host = host;
        this.root = host.observedBy(damage);
        this.hardware = Hardware.of(root);
    }

    Inspection inspection() {
        return new Inspection(this);
    }

    /** Read once: the features need it too. */
    Detection detection() {
        Detection known = detection;
        if (known == null) {
            known = readDetection();
            detection = known;
        }
        return known;
    }

    private Detection readDetection() {
        Optional<Findings> read =
                guarded("virtualization layers", () -> Optional.of(Detector.detect(root)), Optional.empty());
        Findings found = read.orElseGet(() -> new Findings(List.of(), List.of(), List.of(), List.of()));
        limitations.addAll(found.limitations());
        boolean couldHaveShown = read.isPresent() && guarded("kind of machine", () -> Witnesses.any(root), false);
        List<Limitation> ofDetection = limitations();
        return new Detection(
                found.platforms(),
                found.layers(),
                found.signals(),
                ofDetection,
                couldHaveShown,
                root.facts().machine().value());
    }

    CpuInfo cpu() {
        CpuInfo cpu = guarded("CPU", hardware::cpu, CpuInfo.builder().build());
        damage.noteUnusable(
                root.files(),
                "/proc/cpuinfo",
                cpu.flags().isEmpty() && cpu.model().isEmpty() && cpu.vendor().isEmpty());
        return cpu;
    }

    MemoryInfo memory() {
        MemoryInfo memory = guarded(
                "memory", () -> MemoryReader.read(root), MemoryInfo.builder().build());
        damage.noteUnusable(root.files(), "/proc/meminfo", memory.total().isEmpty());
        return memory;
    }

    List<FeatureReport> features() {
        Detection found = detection();
        return guarded("CPU features", () -> FeatureProber.probe(hardware, found.layers()), List.of());
    }

    List<PassthroughDevice> devices() {
        DeviceReading none = new DeviceReading(List.of(), List.of());
        List<VirtualizationLayer> layers = detection().layers();
        DeviceReading found = guarded("devices", () -> DeviceReader.read(hardware, layers), none);
        limitations.addAll(found.limitations());
        return found.devices();
    }

    /** Whether the host shows its devices at all. */
    boolean showsDevices() {
        return guarded("kernel's account of devices", () -> hardware.sysfs().isThere(), false);
    }

    boolean isKvmDenied() {
        return guarded("start of KVM", () -> hardware.kvm().isDenied(), false);
    }

    /** Its processes come and go: that one is gone is no damage. */
    Workloads workloads() {
        Workloads found = guarded("processes", () -> WorkloadReader.read(host), new Workloads(List.of(), List.of()));
        limitations.addAll(found.limitations());
        return new Workloads(found.found(), List.copyOf(limitations));
    }

    /** Of the parts that have been read so far. */
    List<Limitation> limitations() {
        return Stream.concat(limitations.stream(), damage.limitations(limitations).stream())
                .toList();
    }

    private <T> T guarded(String what, Supplier<T> reader, T otherwise) {
        try {
            return reader.get();
        } catch (RuntimeException | StackOverflowError e) {
            System.getLogger(Reading.class.getName()).log(Level.WARNING, "reading the " + what + " of " + root, e);
            limitations.add(new Limitation(
                    "the " + what + " could not be read because of a defect of the SDK: " + e,
                    "report it with what 'hv capture' writes"));
            return otherwise;
        }
    }
}
