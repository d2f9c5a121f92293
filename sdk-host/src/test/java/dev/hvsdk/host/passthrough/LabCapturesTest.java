/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.Explained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Emulated machines that captured themselves in {@link HardwareProfilesLiveTest}. What QEMU and Bochs were told to emulate is what has
 * to be found, and what each machine said of itself while it ran is what its capture has to say.
 */
class LabCapturesTest {
    private static final Map<String, List<String>> EXPLAINED = new ConcurrentHashMap<>();

    /** Once each: a plan for every device reads the host as often. */
    private static List<String> explained(String name) {
        return EXPLAINED.computeIfAbsent(name, captured -> Explained.lines(CapturedHosts.read(captured)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hw-nosvm", "hw-vtd", "hw-vtd-vfio", "hw-vtd-noir", "hw-amdvi", "hw-amdvi-noir"})
    void saysWhatTheMachineSaidOfItself(String name) throws IOException {
        List<String> said = Files.readAllLines(Path.of("src/test/hosts", name, "said.txt"));

        assertThat(said).hasSizeGreaterThan(60);
        assertThat(explained(name)).containsExactlyElementsOf(said);
    }

    @ParameterizedTest
    @CsvSource({
        // Its CPU is of a model that has AMD-V, and there is a hypervisor around it.
        "hw-nosvm, kvm, hidden-by-hypervisor",
        "hw-nosvm, amd-v, hidden-by-hypervisor",
        "hw-nosvm, amd-vi, hidden-by-hypervisor",
        "hw-vtd, kvm, usable",
        "hw-vtd, amd-v, usable",
        "hw-vtd, vt-d, usable",
        "hw-vtd, interrupt-remapping, usable",
        "hw-vtd, sr-iov, usable",
        "hw-vtd-noir, vt-d, usable",
        "hw-vtd-noir, interrupt-remapping, absent",
        "hw-amdvi, kvm, usable",
        "hw-amdvi, amd-vi, usable",
        "hw-amdvi, interrupt-remapping, usable",
        "hw-amdvi-noir, amd-vi, usable",
        // It is not in use, which the plans below forbid for; AMD's table does not tell whether the hardware has it.
        "hw-amdvi-noir, interrupt-remapping, unknown",
        // The kernel of the second does not show vmx, and CPUID has it; that of the third shows svm all the same.
        "bochs-vtx, vt-x, usable",
        "bochs-vtx-locked, vt-x, disabled-by-firmware",
        "bochs-vtx-locked, kvm, disabled-by-firmware",
        "kvm-nested-amd-locked, amd-v, disabled-by-firmware",
        "kvm-nested-amd-locked, kvm, disabled-by-firmware"
    })
    void findsWhatWasEmulated(String name, String feature, String state) {
        assertThat(explained(name)).contains("feature " + feature + ": " + state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hw-nosvm      | 0000:01:00.0 | refused [no-iommu], cautions [], steps 4",
                "hw-vtd        | 0000:01:00.0 | refused [], cautions [], steps 4",
                "hw-vtd        | 0000:00:1f.2 | refused [group-shared], cautions [no-reset], steps 3",
                "hw-vtd        | 0000:00:05.0 | refused [not-assignable-by-nature], cautions [], steps 4",
                "hw-vtd-vfio   | 0000:01:00.0 | refused [], cautions [], steps 0",
                "hw-vtd-vfio   | 0000:02:00.0 | refused [in-use], cautions [], steps 3",
                "hw-vtd-noir   | 0000:01:00.0 | refused [no-interrupt-remapping], cautions [], steps 4",
                "hw-amdvi      | 0000:01:00.0 | refused [], cautions [], steps 4",
                "hw-amdvi-noir | 0000:01:00.0 | refused [no-interrupt-remapping], cautions [], steps 4"
            })
    void plansWhatCanBeDoneAndSaysWhatForbidsIt(String name, String address, String plan) {
        assertThat(explained(name)).contains("plan bind " + address + " to vfio-pci: " + plan);
    }
}
