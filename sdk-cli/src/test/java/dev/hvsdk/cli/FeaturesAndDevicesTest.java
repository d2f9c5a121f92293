/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.machine.CpuFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesAndDevicesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void namesEveryFeatureOnce() {
        Run run = Run.withColumns(140, "features", "--verbose", "--root", Run.host("linux-vtd-vfs"));

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
    void leavesOutOtherArchitecturesAndGroupsWhatOnlyFollows() {
        Run run = Run.hv("features", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.out())
                .doesNotContain("vt-i", "arm-el2", "power-hv", "riscv-h", "architecture:")
                .contains("with vt-x: ept vpid unrestricted-guest")
                .doesNotContain("Intel VT-x: absent");
        assertThat(Run.hv("features", "--root", Run.host("linux-vtd-vfs"), "--format", "json")
                        .out())
                .contains("vt-i", "arm-el2", "power-hv", "riscv-h");
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
    void tellsWhatHasToBeKnownBeforeADeviceIsGiven() {
        Run all = Run.withColumns(140, "devices", "--root", Run.host("linux-vtd-vfs"));
        Run brief = Run.withColumns(140, "inspect", "--root", Run.host("linux-vtd-vfs"));

        assertThat(all.out()).contains("- caution: the kernel knows no way to reset 0000:00:01.0");
        assertThat(brief.lines())
                .anySatisfy(
                        line -> assertThat(line).startsWith("  0000:00:01.0").endsWith("caution: cannot be reset"));
    }

    @Test
    void tellsARemedyThatSeveralDevicesShareOnce() throws IOException {
        Captures.x86(directory, true);
        for (String address : List.of("0000:00:01.0", "0000:00:02.0", "0000:00:03.0")) {
            Path device = Files.createDirectories(
                    directory.resolve("sys/bus/pci/devices").resolve(address));
            Files.writeString(device.resolve("vendor"), "0x1af4\n");
            Files.writeString(device.resolve("device"), "0x1041\n");
            Files.writeString(device.resolve("class"), "0x020000\n");
        }
        Run run = Run.withColumns(140, "devices", "--root", directory.toString());

        assertThat(run.out().split("to do: ", -1)).hasSizeGreaterThan(3);
        assertThat(run.out()).containsOnlyOnce("start this machine in QEMU as");
        assertThat(run.out()).contains("to do: as for 0000:00:01.0");
    }

    @Test
    void saysThatThereAreNoDevices() throws IOException {
        Files.createDirectories(directory.resolve("sys/bus"));
        Run run = Run.hv("devices", "--root", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("No device was found").doesNotContain("Not readable");
    }

    @Test
    void saysThatNobodyKnowsTheDevicesOfAHostWithoutSysfs() throws IOException {
        Files.createDirectory(directory.resolve("proc"));
        Run run = Run.hv("devices", "--root", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .startsWith("Which devices there are is not known: this host does not show them.")
                .contains("  /sys is not there")
                .noneMatch(line -> line.startsWith("No device"));
        assertThat(Run.hv("inspect", "--root", directory.toString()).lines())
                .contains("  Which devices there are is not known: this host does not show them.")
                .noneMatch(line -> line.startsWith("  none that could be"));
    }

    @Test
    void saysToProgramsWhetherDevicesAreShown() throws IOException {
        Files.createDirectory(directory.resolve("proc"));
        for (String command : List.of("devices", "inspect")) {
            JsonNode unknown = JsonContract.parse(Run.hv(command, "--root", directory.toString(), "--format", "json")
                    .out());
            JsonNode known = JsonContract.parse(Run.hv(command, "--root", Run.host("linux-vtd"), "--format", "json")
                    .out());

            assertThat(unknown.get("devicesShown").asBoolean()).isFalse();
            assertThat(unknown.get("limitations").toString()).contains("/sys is not there");
            assertThat(known.get("devicesShown").asBoolean()).isTrue();
        }
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
