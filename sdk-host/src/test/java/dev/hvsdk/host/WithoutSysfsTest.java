/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.doctor.CheckGroup;
import dev.hvsdk.host.doctor.HostDoctor;
import dev.hvsdk.host.doctor.Verdict;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.testing.FixtureHost;
import dev.hvsdk.host.topology.HostTopology;
import dev.hvsdk.host.topology.PictureFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a host that does not show the kernel's account of its devices nothing is hidden, missing or failed for that. */
class WithoutSysfsTest {
    /** What is seen in sysfs alone. */
    private static final Set<CpuFeature> OF_DEVICES =
            Set.of(CpuFeature.VT_D, CpuFeature.AMD_VI, CpuFeature.SR_IOV, CpuFeature.VMDQ, CpuFeature.VT_C);

    private static final Set<FeatureState> FIRM = Set.of(
            FeatureState.HIDDEN_BY_HYPERVISOR, FeatureState.DISABLED_BY_KERNEL, FeatureState.DISABLED_BY_FIRMWARE);

    @TempDir
    Path tree;

    static Stream<String> hosts() throws IOException {
        try (Stream<Path> hosts = Files.list(Path.of("src/test/hosts"))) {
            return hosts
                    .filter(Files::isDirectory)
                    .map(host -> host.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** The host with all but its {@code /sys}. */
    private HostRoot without(String name) throws IOException {
        Path host = Path.of("src/test/hosts", name);
        try (Stream<Path> entries = Files.walk(host)) {
            for (Path entry : entries.filter(path -> !host.relativize(path).startsWith("sys"))
                    .toList()) {
                Path copy = tree.resolve(host.relativize(entry));
                if (!Files.isDirectory(copy)) {
                    Files.copy(entry, copy, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
        return HostRoot.captured(tree);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void knowsNothingOfDevices(String name) throws IOException {
        Inspection inspection = HostInspector.of(without(name)).inspect();

        assertThat(inspection.showsDevices()).isFalse();
        assertThat(inspection.devices()).allMatch(DeviceNode.class::isInstance);
        assertThat(inspection.limitations())
                .filteredOn(limitation -> (limitation.what() + limitation.remedy()).contains("/sys"))
                .containsExactly(new Limitation(
                        "/sys is not there", "ask on the live machine, or capture it anew with its /sys"));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void takesNoFeatureForHiddenOrSwitchedOff(String name) throws IOException {
        List<FeatureReport> reports = HostInspector.of(without(name)).features();

        assertThat(reports)
                .filteredOn(report -> OF_DEVICES.contains(report.feature()))
                .hasSameSizeAs(OF_DEVICES)
                .noneMatch(report -> FIRM.contains(report.state()));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void failsNoCheckOfDevices(String name) throws IOException {
        assertThat(HostDoctor.of(without(name))
                        .examine(HostDoctor.checks(CheckGroup.PASSTHROUGH))
                        .results())
                .allSatisfy(result -> assertThat(result.verdict())
                        .as("%s %s", result, result.reason())
                        .isNotEqualTo(Verdict.FAIL))
                .filteredOn(result -> result.verdict() == Verdict.WARN)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.reason()).startsWith("not known: "));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void drawsNoMachineWithoutDevices(String name) throws IOException {
        assertThat(HostTopology.of(without(name)).picture(PictureFormat.TEXT))
                .contains("Whether an IOMMU isolates devices is not known.", "\n  /sys is not there; ask on")
                .doesNotContain("No IOMMU", "No device", "owned by the hypervisor");
    }

    @Test
    void tellsADirectoryThatIsEmptyFromOneThatIsNoSysfs() {
        assertThat(gaps(FixtureHost.in(tree).directory("/sys").build())).containsExactly("/sys is not there");
        assertThat(gaps(FixtureHost.in(tree).directory("/sys/hypervisor").build()))
                .containsExactly("/sys/bus is not there");
        assertThat(gaps(FixtureHost.in(tree).directory("/sys/bus").build())).isEmpty();
    }

    @Test
    void asksNoOtherSystemForWhatOnlyLinuxHas() {
        HostRoot host = FixtureHost.in(tree).system("FreeBSD").build();

        assertThat(gaps(host)).isEmpty();
        assertThat(HostInspector.of(host).inspect().showsDevices()).isFalse();
    }

    private static List<String> gaps(HostRoot host) {
        return HostInspector.of(host).inspect().limitations().stream()
                .map(Limitation::what)
                .filter(what -> what.startsWith("/sys"))
                .toList();
    }
}
