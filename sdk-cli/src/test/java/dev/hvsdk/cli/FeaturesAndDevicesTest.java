/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesAndDevicesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void namesEveryFeatureOnce() {
        Run run = Run.withColumns(140, "features", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.exitCode()).isZero();
        assertThat(CpuFeature.known())
                .allSatisfy(feature -> assertThat(
                                run.lines().stream().filter(line -> line.startsWith("    " + feature.id() + " ")))
                        .as(feature.id())
                        .hasSize(1));
    }

    @Test
    void groupsFeaturesByStateWithReasonAndRemedy() {
        Run run = Run.withColumns(140, "features", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.lines()).containsSubsequence("  usable", "  hidden by the hypervisor", "  absent", "  unknown");
        assertThat(run.out()).contains("/proc/cpuinfo: flag svm").contains("to do: ");
    }

    @Test
    void tellsAllAboutADevice() {
        Run run = Run.withColumns(140, "devices", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.lines())
                .containsSubsequence(
                        "0000:02:00.0  1b36:0010",
                        "    pci, 1b36:0010, driver nvme, IOMMU group 11, 2 of 4 virtual functions",
                        "    preparable");
        assertThat(run.out()).contains("virtual function of 0000:02:00.0");
    }

    @Test
    void saysThatThereAreNoDevices() {
        Run run = Run.hv("devices", "--root", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("No device was found");
    }

    @Test
    void capturesAHostThatReadsTheSameAfterwards() {
        String copy = directory.resolve("copy").toString();
        String host = Run.host("linux-vtd-vfs");

        Run capture = Run.hv("capture", "--root", host, copy);

        assertThat(capture.exitCode()).isZero();
        assertThat(capture.out()).startsWith("Captured ");
        assertThat(Run.hv("devices", "--root", copy).out())
                .isEqualTo(Run.hv("devices", "--root", host).out());
    }

    @Test
    void refusesToCaptureIntoADirectoryThatIsNotEmpty() {
        String host = Run.host("linux-vtd-vfs");

        Run run = Run.hv("capture", "--root", host, host);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("is not empty").hasLineCount(1);
    }
}
