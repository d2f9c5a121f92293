/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.internal.detect.Detector;
import dev.hvsdk.host.internal.device.DeviceReader;
import dev.hvsdk.host.internal.feature.FeatureProber;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about the features of a host and what is said about its devices are two sides of the same thing. */
class AgreementTest {
    private static final String NIC = "/sys/bus/pci/devices/0000:01:00.0";

    @TempDir
    Path tree;

    record Host(String table, String unit, String interrupts, String ecap, String commandLine, boolean grouped) {
        HostRoot in(Path tree) {
            FixtureHost host = FixtureHost.physicalX86(tree)
                    .file("/sys/firmware/acpi/tables/" + table, "")
                    .file("/proc/interrupts", interrupts)
                    .file("/proc/cmdline", commandLine + "\n")
                    .file(NIC + "/uevent", "DRIVER=vfio-pci\nPCI_CLASS=20000\nPCI_ID=8086:1533\n")
                    .file(NIC + "/reset_method", "flr\n")
                    .directory("/sys/bus/pci/drivers/vfio-pci");
            if (grouped) {
                host.file("/sys/class/iommu/" + unit + "/intel-iommu/ecap", ecap)
                        .directory("/sys/kernel/iommu_groups/5")
                        .link(NIC + "/iommu_group", "../../../../kernel/iommu_groups/5");
            }
            return host.build();
        }
    }

    static List<Host> hosts() {
        List<Host> hosts = new ArrayList<>();
        for (Map.Entry<String, String> kind : List.of(Map.entry("DMAR", "dmar0"), Map.entry("IVRS", "ivhd0"))) {
            for (String interrupts : List.of("", " 0: 1 IO-APIC 2-edge timer\n", " 24: 1 IR-PCI-MSI 0-edge nvme\n")) {
                for (String ecap : List.of("", "f00f5a\n", "f00f57\n")) {
                    for (String commandLine : List.of("quiet", "intremap=off", "nointremap", "intremap=off,on")) {
                        hosts.add(new Host(kind.getKey(), kind.getValue(), interrupts, ecap, commandLine, true));
                        hosts.add(new Host(kind.getKey(), kind.getValue(), interrupts, ecap, commandLine, false));
                    }
                }
            }
        }
        return hosts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-vtd", "linux-vtd-vfs", "linux-vtd-vfio", "linux-amdvi", "xen-dom0-amdvi"})
    void ofCapturedHosts(String name) {
        assertAgreement(CapturedHosts.read(name));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void ofEveryCombination(Host host) {
        HostRoot root = host.in(tree);
        Map<CpuFeature, FeatureState> states = assertAgreement(root);
        Assignability nic = functions(root).get(0).assignability();

        assertThat(nic.state() == Assignability.State.READY)
                .isEqualTo(host.grouped() && states.get(CpuFeature.INTERRUPT_REMAPPING) == FeatureState.USABLE);
    }

    @Test
    void ofTheLiveMachine() {
        assertAgreement(HostRoot.live());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64"})
    void ofTheWayToAnIommuInAGuest(String machine) {
        FixtureHost guest = machine.equals("x86_64")
                ? FixtureHost.guestX86(tree, "KVMKVMKVM\0\0\0")
                : FixtureHost.in(tree)
                        .machine(machine)
                        .dmi("sys_vendor", "QEMU")
                        .dmi("product_name", "KVM Virtual Machine");
        HostRoot root = guest.directory("/sys/firmware/acpi/tables")
                .file(NIC + "/uevent", "PCI_CLASS=20000\nPCI_ID=1af4:1041\n")
                .build();
        CpuFeature feature = machine.equals("x86_64") ? CpuFeature.VT_D : CpuFeature.SMMU;
        String ofFeature = FeatureProber.probe(
                        Hardware.of(root), Detector.detect(root).layers())
                .stream()
                .filter(report -> report.feature().equals(feature))
                .findFirst()
                .flatMap(FeatureReport::remedy)
                .orElseThrow();

        assertThat(functions(root).get(0).assignability().remedy())
                .hasValueSatisfying(text -> assertThat(text)
                        .isEqualToIgnoringCase(ofFeature)
                        .contains(machine.equals("x86_64") ? "intel-iommu,intremap=on" : "smmuv3"));
    }

    private static Map<CpuFeature, FeatureState> assertAgreement(HostRoot root) {
        Map<CpuFeature, FeatureState> states = states(root);
        boolean iommu = Stream.of(CpuFeature.VT_D, CpuFeature.AMD_VI, CpuFeature.SMMU)
                .anyMatch(feature -> states.get(feature) == FeatureState.USABLE);
        boolean remapping = states.get(CpuFeature.INTERRUPT_REMAPPING) == FeatureState.USABLE;
        List<PciDevice> functions = functions(root);
        boolean grouped =
                functions.stream().anyMatch(function -> function.iommuGroup().isPresent());

        assertThat(grouped).as("devices have groups").isEqualTo(iommu);
        assertThat(blockers(functions).anyMatch(kind -> kind == Kind.NO_INTERRUPT_REMAPPING))
                .as("devices are kept back for want of interrupt remapping")
                .isEqualTo(grouped && !remapping && !saysThatItIsNotKnown(root));
        return states;
    }

    private static boolean saysThatItIsNotKnown(HostRoot root) {
        return DeviceReader.read(Hardware.of(root), Detector.detect(root).layers()).limitations().stream()
                .anyMatch(limitation -> limitation.what().contains("remaps interrupts is not known"));
    }

    private static Map<CpuFeature, FeatureState> states(HostRoot root) {
        return FeatureProber.probe(Hardware.of(root), Detector.detect(root).layers()).stream()
                .collect(Collectors.toMap(FeatureReport::feature, FeatureReport::state));
    }

    private static List<PciDevice> functions(HostRoot root) {
        return DeviceReader.read(Hardware.of(root), Detector.detect(root).layers()).devices().stream()
                .filter(PciDevice.class::isInstance)
                .map(PciDevice.class::cast)
                .toList();
    }

    private static Stream<Kind> blockers(List<PciDevice> functions) {
        return functions.stream()
                .map(PciDevice::assignability)
                .map(Assignability::blockers)
                .flatMap(List::stream)
                .map(Blocker::kind);
    }
}
