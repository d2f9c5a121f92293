/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.doctor.HostDoctor;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a reader opens must be in the allow-list, or a capture would give another answer than its host. */
class CaptureCoverageTest {
    @TempDir
    Path tree;

    private static void assertCovered(HostRoot host) {
        Set<String> paths = new TreeSet<>();
        HostRoot observed = host.observedBy((path, outcome) -> paths.add(path));
        HostInspector.of(observed).inspect();
        HostDoctor.of(observed).examine();

        assertThat(paths).isNotEmpty();
        assertThat(paths).filteredOn(path -> !isCovered(path)).isEmpty();
    }

    /** Devices are read where the links of the classes lead to, which the allow-list names by class. */
    private static boolean isCovered(String path) {
        return path.startsWith("/sys/devices/")
                || path.startsWith("/sys/kernel/iommu_groups/")
                || CaptureRule.all().stream().anyMatch(rule -> covers(rule.pattern(), path));
    }

    /** The path itself, or a directory on the way to it, which a reader lists or looks for. */
    private static boolean covers(String pattern, String path) {
        String[] parts = pattern.split("/");
        String[] names = path.split("/");
        if (names.length > parts.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            boolean tracer = parts[i].equals(CaptureRule.TRACER) && names[i].matches("\\d+");
            if (!tracer && !CaptureRule.matches(parts[i], names[i])) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-vtd", "linux-vtd-vfs", "linux-vtd-vfio", "linux-amdvi", "xen-dom0-amdvi"})
    void coversWhatIsReadOfACapture(String name) {
        assertCovered(CapturedHosts.read(name));
    }

    @Test
    void coversWhatIsReadOfTheLiveMachine() {
        assertCovered(HostRoot.live());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KVMKVMKVM", "XenVMMXenVMM", "Microsoft Hv", "VBoxVBoxVBox", "TCGTCGTCGTCG"})
    void coversWhatIsReadOfAGuest(String signature) {
        assertCovered(FixtureHost.guestX86(tree, signature).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aarch64", "ppc64le", "s390x", "riscv64", "sparc64", "ia64"})
    void coversWhatIsReadOfOtherArchitectures(String machine) {
        assertCovered(FixtureHost.in(tree)
                .machine(machine)
                .file("/proc/cpuinfo", "processor : 0\n")
                .file("/proc/device-tree/compatible", "x")
                .build());
    }

    @Test
    void coversWhatIsReadOfATracedProcessInAContainer() {
        assertCovered(FixtureHost.guestX86(tree, "KVMKVMKVM")
                .namespaces(7)
                .file("/proc/self/status", "TracerPid:\t41\n")
                .file("/proc/41/comm", "proot-x86_64\n")
                .build());
    }

    @Test
    void coversWhatIsReadOfAnEmptyTree() {
        assertCovered(FixtureHost.in(tree).build());
    }
}
