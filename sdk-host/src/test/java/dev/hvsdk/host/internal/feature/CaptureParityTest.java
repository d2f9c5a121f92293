/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.internal.detect.Detector;
import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** This machine and its capture have the same features, whatever they are. */
class CaptureParityTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void reportsOfACaptureAreThoseOfTheMachine() {
        HostRoot live = HostRoot.live();
        HostCapture.of(live).write(directory);
        boolean asked = live.facts().kvm().isKnown();

        assertThat(states(HostRoot.captured(directory), asked)).isEqualTo(states(live, asked));
    }

    /** A capture does not keep why the device of KVM did not answer. */
    private static Map<CpuFeature, FeatureState> states(HostRoot root, boolean withKvm) {
        List<VirtualizationLayer> layers = Detector.detect(root).layers();
        Map<CpuFeature, FeatureState> states = new LinkedHashMap<>();
        FeatureProber.probe(root, layers).stream()
                .filter(report ->
                        withKvm || !List.of(CpuFeature.KVM, CpuFeature.NESTED).contains(report.feature()))
                .forEach(report -> states.put(report.feature(), report.state()));
        return states;
    }
}
