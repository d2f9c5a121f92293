/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineValuesTest {
    private static final Evidence CPUID = Evidence.ofKernel("cpuid 0x40000000", "KVMKVMKVM");

    @Test
    void aLayerHasTheDefaultsOfItsTechnologyUntilToldOtherwise() {
        VirtualizationLayer layer =
                VirtualizationLayer.builder(Technology.XEN).evidence(CPUID).build();
        assertThat(layer.approach()).isEqualTo(Approach.FULL);
        assertThat(layer.vmm()).contains(VmmKind.BARE_METAL);
        assertThat(layer.role()).isEqualTo(LayerRole.GUEST);
        assertThat(layer.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(layer.variant()).isEmpty();

        VirtualizationLayer pv = VirtualizationLayer.builder(Technology.XEN)
                .variant("pv")
                .approach(Approach.PARAVIRTUALIZATION)
                .vmm(VmmKind.HOSTED)
                .role(LayerRole.HOST)
                .confidence(Confidence.LIKELY)
                .evidence(List.of(CPUID))
                .build();
        assertThat(pv.approach()).isEqualTo(Approach.PARAVIRTUALIZATION);
        assertThat(pv.vmm()).contains(VmmKind.HOSTED);
        assertThat(pv.role()).isEqualTo(LayerRole.HOST);
        assertThat(pv).hasToString("xen (pv), paravirtualization, likely");
    }

    @Test
    void aLayerWithoutEvidenceIsAGuessAndRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> VirtualizationLayer.builder(Technology.KVM).build())
                .withMessageContaining("evidence");
    }

    @Test
    void aReadingDoesNotChangeWithItsBuilder() {
        VirtualizationLayer.Builder builder =
                VirtualizationLayer.builder(Technology.KVM).evidence(CPUID);
        VirtualizationLayer layer = builder.build();
        builder.evidence(CPUID);
        assertThat(layer.evidence()).containsExactly(CPUID);
        assertThatThrownBy(() -> layer.evidence().clear()).isInstanceOf(UnsupportedOperationException.class);

        FeatureReport.Builder reports = FeatureReport.builder(CpuFeature.VT_X, FeatureState.USABLE);
        FeatureReport report = reports.build();
        reports.evidence(CPUID).remedy("none");
        assertThat(report.evidence()).isEmpty();
        assertThat(report.remedy()).isEmpty();
    }

    @Test
    void aReportSaysWhetherTheFeatureCanBeUsed() {
        assertThat(FeatureReport.builder(CpuFeature.EPT, FeatureState.USABLE)
                        .build()
                        .isUsable())
                .isTrue();
        FeatureReport hidden = FeatureReport.builder(CpuFeature.AMD_V, FeatureState.HIDDEN_BY_HYPERVISOR)
                .evidence(List.of(CPUID))
                .remedy("ask the owner of the host")
                .build();
        assertThat(hidden.isUsable()).isFalse();
        assertThat(hidden.remedy()).contains("ask the owner of the host");
        assertThat(hidden).hasToString("amd-v: hidden-by-hypervisor");
    }

    @Test
    void idsOfClosedSetsAreLowerCaseWithHyphens() {
        assertThat(Approach.values()).extracting(Approach::id).contains("os-level", "paravirtualization");
        assertThat(FeatureState.values()).extracting(FeatureState::id).contains("disabled-by-firmware");
        assertThat(Forgery.values()).extracting(Forgery::id).contains("by-kernel");
        assertThat(Blocker.Kind.values()).extracting(Blocker.Kind::id).contains("no-interrupt-remapping");
        assertThat(VmmKind.values()).extracting(VmmKind::id).containsExactly("bare-metal", "hosted");
        assertThat(LayerRole.values()).extracting(LayerRole::id).containsExactly("guest", "host");
        assertThat(Confidence.values()).extracting(Confidence::id).containsExactly("possible", "likely", "certain");
        assertThat(Assignability.State.values())
                .extracting(Assignability.State::id)
                .containsExactly("ready", "preparable", "blocked", "unknown");
    }

    @Test
    void assignabilitySaysWhatStandsInTheWay() {
        Blocker iommu = new Blocker(Blocker.Kind.NO_IOMMU, "the machine has no IOMMU");
        Assignability blocked = Assignability.blocked(List.of(iommu), "switch it on in the firmware");
        assertThat(blocked).hasToString("blocked: the machine has no IOMMU");
        assertThat(blocked.remedy()).contains("switch it on in the firmware");
        assertThat(Assignability.ready()).hasToString("ready");
        assertThat(Assignability.preparable(List.of(iommu), "bind it").state())
                .isEqualTo(Assignability.State.PREPARABLE);
        assertThat(Assignability.unknown(null).remedy()).isEmpty();
    }

    @Test
    void evidenceSaysWhoCouldHaveForgedIt() {
        assertThat(CPUID.forgery()).isEqualTo(Forgery.BY_KERNEL);
        assertThat(Evidence.ofFirmware("dmi", "QEMU").forgery()).isEqualTo(Forgery.BY_FIRMWARE);
        assertThat(Evidence.ofSystem("mounts", "overlay").forgery()).isEqualTo(Forgery.BY_ROOT);
        assertThat(Evidence.ofImage("/.dockerenv", "exists").forgery()).isEqualTo(Forgery.BY_IMAGE);
        assertThat(CPUID).hasToString("cpuid 0x40000000: KVMKVMKVM");
    }

    @Test
    void aCpuOfWhichNothingIsKnownSaysNothing() {
        CpuInfo cpu = CpuInfo.builder().build();
        assertThat(cpu.architecture()).isEmpty();
        assertThat(cpu.vendor()).isEmpty();
        assertThat(cpu.model()).isEmpty();
        assertThat(cpu.familyNumber()).isEmpty();
        assertThat(cpu.modelNumber()).isEmpty();
        assertThat(cpu.stepping()).isEmpty();
        assertThat(cpu.flags()).isEmpty();
        assertThat(cpu.topology().sockets()).isEmpty();
        assertThat(cpu.topology().threads()).isEmpty();
    }

    @Test
    void aCpuKeepsTheOrderOfItsFlagsAndDoesNotChange() {
        Set<String> flags = new LinkedHashSet<>(List.of("vmx", "aes", "ept"));
        List<Integer> offline = new ArrayList<>(List.of(3));
        CpuTopology topology = CpuTopology.builder()
                .sockets(1)
                .cores(2)
                .threads(4)
                .numaNodes(1)
                .offline(offline)
                .build();
        CpuInfo cpu = CpuInfo.builder()
                .architecture("x86_64")
                .vendor("GenuineIntel")
                .model("Xeon")
                .familyNumber(6)
                .modelNumber(85)
                .stepping(0)
                .flags(flags)
                .topology(topology)
                .build();
        flags.clear();
        offline.clear();
        assertThat(cpu.flags()).containsExactly("vmx", "aes", "ept");
        assertThat(cpu.topology().offline()).containsExactly(3);
        assertThat(cpu.stepping()).hasValue(0);
        assertThat(cpu.topology().cores()).hasValue(2);
    }

    @Test
    void aTopologyHasNoCountsBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CpuTopology.builder().sockets(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CpuTopology.builder().threads(-1))
                .withMessageContaining("threads");
    }

    @Test
    void eachKindOfDeviceSaysItsKindAndAddress() {
        PciAddress gpu = PciAddress.parse("0000:3b:00.0");
        List<PassthroughDevice> devices = List.of(
                PciDevice.builder(gpu)
                        .vendorId("10de")
                        .driver("nvidia")
                        .iommuGroup(0)
                        .numaNode(0)
                        .build(),
                UsbDevice.builder("1-1.4").vendorId("046d").bus(1).build(),
                MediatedDevice.builder("0f4d2e6c-0000-4000-8000-000000000001")
                        .parent(gpu)
                        .build(),
                DeviceNode.builder("/dev/fuse").major(10).minor(229).build());
        assertThat(devices).extracting(PassthroughDevice::kind).containsExactly("pci", "usb", "mdev", "node");
        assertThat(devices)
                .extracting(PassthroughDevice::toString)
                .contains("pci 0000:3b:00.0", "usb 1-1.4", "node /dev/fuse");
        assertThat(devices)
                .allSatisfy(
                        device -> assertThat(device.assignability().state()).isEqualTo(Assignability.State.UNKNOWN));
        assertThat(devices.get(0).iommuGroup()).hasValue(0);
        assertThat(devices.get(1).iommuGroup()).isEmpty();
        assertThat(devices.get(1).driver()).isEmpty();
    }

    @Test
    void aVirtualFunctionKnowsItsPhysicalOne() {
        PciAddress physical = PciAddress.parse("0000:3b:00.0");
        PciDevice function = PciDevice.builder(PciAddress.parse("0000:3b:02.1"))
                .physicalFunction(physical)
                .build();
        assertThat(function.isVirtualFunction()).isTrue();
        assertThat(function.physicalFunction()).contains(physical);
        assertThat(PciDevice.builder(physical).build().isVirtualFunction()).isFalse();
    }
}
