/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import static dev.hvsdk.testkit.assertj.Failures.fails;
import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.api.machine.VmmKind;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Assertions on devices, features and layers, each with the message it fails with. */
class MachineAssertionsTest {
    private static final PassthroughDevice READY =
            pci(Assignability.ready()).driver("vfio-pci").iommuGroup(14).build();
    private static final PassthroughDevice BLOCKED = pci(Assignability.blocked(
                    List.of(
                            new Blocker(Blocker.Kind.NO_IOMMU, "the kernel uses no IOMMU"),
                            new Blocker(Blocker.Kind.NO_VFIO, "vfio-pci is not loaded")),
                    null))
            .build();

    private static final Evidence CPUID = Evidence.ofKernel("cpuid", "KVMKVMKVM");

    private static final VirtualizationLayer LAYER =
            VirtualizationLayer.builder(Technology.KVM).evidence(CPUID).build();

    private static PciDevice.Builder pci(Assignability assignability) {
        return PciDevice.builder(new PciAddress(0, 0x3b, 0, 0)).assignability(assignability);
    }

    @Test
    void aDeviceCanBeAssignedOrNot() {
        assertThat(READY).isReady();
        assertThat(BLOCKED).isBlocked().isBlockedBy(Blocker.Kind.NO_IOMMU).isBlockedBy(Blocker.Kind.NO_VFIO);
        fails(
                () -> assertThat(BLOCKED).isReady(),
                "Expecting pci device 0000:3b:00.0 to be ready, but it is blocked; no-iommu: the kernel uses no IOMMU;"
                        + " no-vfio: vfio-pci is not loaded");
        fails(
                () -> assertThat(READY).isBlockedBy(Blocker.Kind.IN_USE),
                "Expecting pci device 0000:3b:00.0 to be blocked by in-use, but it is ready");
        fails(
                () -> assertThat(READY).isPreparable(),
                "Expecting pci device 0000:3b:00.0 to be preparable, but it is ready");
        fails(
                () -> assertThat(READY).hasAssignability(Assignability.State.UNKNOWN),
                "Expecting pci device 0000:3b:00.0 to be unknown, but it is ready");
    }

    @Test
    void aDeviceHasADriverAndAGroup() {
        assertThat(READY).hasDriver("vfio-pci").isInIommuGroup(14);
        assertThat(BLOCKED).hasNoDriver();
        fails(
                () -> assertThat(READY).hasNoDriver(),
                "Expecting pci device 0000:3b:00.0 to have no driver, but it has vfio-pci");
        fails(
                () -> assertThat(READY).hasDriver("ixgbe"),
                "Expecting pci device 0000:3b:00.0 to have driver ixgbe, but it has vfio-pci");
        fails(
                () -> assertThat(BLOCKED).isInIommuGroup(14),
                "Expecting pci device 0000:3b:00.0 to have IOMMU group 14, but it tells none");
    }

    @Test
    void aFeatureIsUsableOrNot() {
        FeatureReport usable = FeatureReport.builder(CpuFeature.VT_X, FeatureState.USABLE)
                .evidence(CPUID)
                .build();
        FeatureReport locked = FeatureReport.builder(CpuFeature.VT_X, FeatureState.DISABLED_BY_FIRMWARE)
                .remedy("enable it in the firmware setup")
                .build();
        assertThat(usable).isUsable().hasEvidenceOf("cpuid");
        assertThat(locked).hasState(FeatureState.DISABLED_BY_FIRMWARE).hasRemedyContaining("firmware setup");
        fails(
                () -> assertThat(locked).isUsable(),
                "Expecting feature vt-x to be usable, but it is disabled-by-firmware; remedy: enable it in the firmware setup");
        fails(
                () -> assertThat(usable).hasState(FeatureState.ABSENT),
                "Expecting feature vt-x to be absent, but it is usable");
        fails(
                () -> assertThat(locked).hasRemedyContaining("kernel"),
                "Expecting feature vt-x to have a remedy with 'kernel', but it is 'enable it in the firmware setup'");
        fails(
                () -> assertThat(usable).hasRemedyContaining("kernel"),
                "Expecting feature vt-x to have a remedy with 'kernel', but it has none");
        fails(
                () -> assertThat(locked).hasEvidenceOf("cpuid"),
                "Expecting feature vt-x to have evidence of cpuid, but it has none");
    }

    @Test
    void aLayerIsDescribed() {
        assertThat(LAYER)
                .hasTechnology(Technology.KVM)
                .hasApproach(Approach.FULL)
                .hasVmm(VmmKind.HOSTED)
                .isGuest()
                .hasConfidence(LAYER.confidence())
                .hasEvidenceOf("cpuid");
        fails(
                () -> assertThat(LAYER).hasTechnology(Technology.XEN),
                "Expecting layer kvm to have technology xen, but it has kvm");
        fails(() -> assertThat(LAYER).hasVariant("hvm"), "Expecting layer kvm to have variant hvm, but it tells none");
        fails(
                () -> assertThat(LAYER).hasApproach(Approach.OS_LEVEL),
                "Expecting layer kvm to have approach OS_LEVEL, but it has FULL");
        fails(
                () -> assertThat(LAYER).hasVmm(VmmKind.BARE_METAL),
                "Expecting layer kvm to have monitor BARE_METAL, but it has HOSTED");
        fails(() -> assertThat(LAYER).isHost(), "Expecting layer kvm to have role HOST, but it has GUEST");
        Confidence other =
                EnumSet.complementOf(EnumSet.of(LAYER.confidence())).iterator().next();
        fails(
                () -> assertThat(LAYER).hasConfidence(other),
                "Expecting layer kvm to have confidence " + other + ", but it has " + LAYER.confidence());
        fails(
                () -> assertThat(LAYER).hasEvidenceOf("dmi"),
                "Expecting layer kvm to have evidence of dmi, but it has " + CPUID);
    }
}
