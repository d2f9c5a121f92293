/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.host.root.Limitation;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * All that one reading of a host gave.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Inspection {
    private final Detection detection;
    private final CpuInfo cpu;
    private final MemoryInfo memory;
    private final List<FeatureReport> features;
    private final List<PassthroughDevice> devices;
    private final boolean showsDevices;
    private final boolean kvmDenied;
    private final List<Limitation> limitations;

    Inspection(Reading reading) {
        detection = reading.detection();
        cpu = reading.cpu();
        memory = reading.memory();
        features = List.copyOf(reading.features());
        devices = List.copyOf(reading.devices());
        showsDevices = reading.showsDevices();
        kvmDenied = reading.isKvmDenied();
        limitations = List.copyOf(reading.limitations());
    }

    /** What the host runs in. */
    public Detection detection() {
        return detection;
    }

    /** Its CPU. */
    public CpuInfo cpu() {
        return cpu;
    }

    /** Its memory. */
    public MemoryInfo memory() {
        return memory;
    }

    /** One report for every feature that the SDK knows by name. */
    public List<FeatureReport> features() {
        return features;
    }

    /** The report on one feature, if it is one that the SDK knows by name. */
    public Optional<FeatureReport> findFeature(CpuFeature feature) {
        return features.stream()
                .filter(report -> report.feature().equals(feature))
                .findFirst();
    }

    /** The devices that could be given to guests, each with what stands in the way. */
    public List<PassthroughDevice> devices() {
        return devices;
    }

    /**
     * Whether the host shows its devices, so that it means something that one is not among them. Where {@code /sys} is not there,
     * as in some containers, only nodes of {@code /dev} are; a limitation says so.
     */
    public boolean showsDevices() {
        return showsDevices;
    }

    /** Whether KVM is there, as far as can be seen, and the user who read the host may not open its device. */
    public boolean isKvmDenied() {
        return kvmDenied;
    }

    /** What could not be read in all of it, those of the detection included, without repetition. */
    public List<Limitation> limitations() {
        return limitations;
    }
}
