/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.internal.detect.Detector;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.Readings;
import java.nio.file.Path;
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

        assertThat(reports(HostRoot.captured(directory))).isEqualTo(reports(live));
    }

    private static String reports(HostRoot root) {
        return Readings.describe(
                FeatureProber.probe(Hardware.of(root), Detector.detect(root).layers()));
    }
}
