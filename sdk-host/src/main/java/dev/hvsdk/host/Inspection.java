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
    private final List<Limitation> limitations;

    Inspection(Reading reading) {
        detection = reading.detection();
        cpu = reading.cpu();
        memory = reading.memory();
        features = List.copyOf(reading.features());
        devices = List.copyOf(reading.devices());
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

    /** What could not be read in all of it, those of the detection included, without repetition. */
    public List<Limitation> limitations() {
        return limitations;
    }
}
