/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.FixtureHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostInspectorTest {
    /** What the readers look at, as files and as directories. */
    private static final List<String> PATHS = List.of(
            "proc/cpuinfo",
            "proc/meminfo",
            "proc/cmdline",
            "proc/self/cgroup",
            "proc/self/mountinfo",
            "proc/1/environ",
            "proc/modules",
            "proc/interrupts",
            "sys/class/dmi/id/sys_vendor",
            "sys/class/dmi/id/product_name",
            "sys/hypervisor/type",
            "sys/firmware/acpi/tables/DMAR",
            "sys/kernel/mm/ksm/run",
            "sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages",
            "sys/devices/system/cpu/online",
            "sys/bus/pci/devices/0000:00:01.0/vendor",
            "sys/bus/pci/devices/0000:00:01.0/class",
            "sys/bus/usb/devices/1-1/idVendor",
            "sys/class/iommu/dmar0/intel-iommu/cap",
            "sys/module/kvm_intel/parameters/nested");

    @TempDir
    Path tree = Path.of("");

    @Test
    void callsAMachineWithALayerVirtual() {
        Detection detection = HostInspector.of(
                        FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0").build())
                .detect();

        assertThat(detection.verdict()).isEqualTo(Detection.Verdict.VIRTUAL);
        assertThat(detection.layers())
                .extracting(VirtualizationLayer::technology)
                .containsExactly(Technology.KVM);
    }

    @Test
    void callsAMachineWithoutALayerPhysicalIfOneWouldHaveShown() {
        Detection detection =
                HostInspector.of(FixtureHost.physicalX86(tree).build()).detect();

        assertThat(detection.verdict()).isEqualTo(Detection.Verdict.PHYSICAL);
        assertThat(detection).hasToString("physical");
    }

    @Test
    void doesNotKnowWhereNothingCanBeRead() {
        Inspection inspection =
                HostInspector.of(HostRoot.of(tree, RecordedFacts.none())).inspect();

        assertThat(inspection.detection().verdict()).isEqualTo(Detection.Verdict.UNKNOWN);
        assertThat(inspection.cpu().model()).isEmpty();
        assertThat(inspection.memory().total()).isEmpty();
        assertThat(inspection.devices()).isEmpty();
        assertThat(inspection.features()).extracting(FeatureReport::state).doesNotContain(FeatureState.USABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-amdvi", "linux-vtd", "linux-vtd-vfio", "linux-vtd-vfs", "xen-dom0-amdvi"})
    void saysAsAWholeWhatItSaysInParts(String name) {
        HostInspector inspector = HostInspector.of(CapturedHosts.read(name));

        Inspection whole = inspector.inspect();

        assertThat(whole.detection()).hasToString(inspector.detect().toString());
        assertThat(whole.cpu().model()).isPresent().isEqualTo(inspector.cpu().model());
        assertThat(whole.memory().total()).isEqualTo(inspector.memory().total());
        assertThat(whole.features())
                .extracting(FeatureReport::toString)
                .containsExactlyElementsOf(inspector.features().stream()
                        .map(FeatureReport::toString)
                        .toList());
        assertThat(whole.devices())
                .extracting(PassthroughDevice::address)
                .containsExactlyElementsOf(inspector.devices().stream()
                        .map(PassthroughDevice::address)
                        .toList());
        assertThat(whole.limitations())
                .containsAll(whole.detection().limitations())
                .doesNotHaveDuplicates();
    }

    @Test
    void reportsOnEveryKnownFeature() {
        Inspection inspection =
                HostInspector.of(CapturedHosts.read("linux-vtd")).inspect();

        assertThat(CpuFeature.known())
                .allSatisfy(
                        feature -> assertThat(inspection.findFeature(feature)).isPresent());
        assertThat(inspection.findFeature(CpuFeature.of("no-such-feature"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void survivesRubbishInEveryFile(long seed) throws IOException {
        Random random = new Random(seed);
        for (String path : PATHS) {
            byte[] rubbish = new byte[random.nextInt(4096)];
            random.nextBytes(rubbish);
            Files.write(file(path), rubbish);
        }

        assertInspectable();
    }

    @Test
    void survivesADirectoryInPlaceOfEveryFile() throws IOException {
        for (String path : PATHS) {
            Files.createDirectories(tree.resolve(path));
        }

        assertInspectable();
    }

    @Test
    void survivesALoopOfLinksInPlaceOfEveryFile() throws IOException {
        for (String path : PATHS) {
            Path link = file(path);
            Files.createSymbolicLink(link, link.getFileName());
        }

        assertInspectable();
    }

    @Test
    void survivesLinksThatLeadOutOfTheTree() throws IOException {
        for (String path : PATHS) {
            Files.createSymbolicLink(file(path), Path.of("../../../../../../../../etc/passwd"));
        }

        assertInspectable();

        // JUnit would warn of each when it cleans up.
        for (String path : PATHS) {
            Files.delete(tree.resolve(path));
        }
    }

    @Test
    void survivesLinesWithoutAnEnd() throws IOException {
        for (String path : PATHS) {
            Files.writeString(file(path), "9".repeat(2 << 20));
        }

        assertInspectable();
    }

    @Test
    void inspectsTheLiveMachine() {
        Inspection inspection = HostInspector.of(HostRoot.live()).inspect();

        assertThat(inspection.features()).hasSameSizeAs(CpuFeature.known());
        assertThat(inspection.limitations()).noneMatch(each -> each.what().contains("defect"));
    }

    private Path file(String path) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    /** Nothing is thrown, and no reader had to be saved by the guard around it either. */
    private void assertInspectable() {
        HostInspector inspector = HostInspector.of(HostRoot.of(tree, RecordedFacts.none()));

        assertThatCode(() -> assertThat(inspector.inspect().limitations())
                        .noneMatch(each -> each.what().contains("defect")))
                .doesNotThrowAnyException();
    }
}
