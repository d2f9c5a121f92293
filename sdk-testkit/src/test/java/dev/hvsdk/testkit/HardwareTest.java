/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The made-up machines: what must fit together, and what each is there for. */
class HardwareTest {
    private static PassthroughDevice device(Hypervisor host, String address) {
        return host.devices().stream()
                .filter(device -> device.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void reportsOnAllFeaturesWithARemedyWhereOneHelps(HardwareProfile profile) {
        try (Hypervisor host = FakeHost.kvm().withHardware(profile).open()) {
            List<FeatureReport> reports =
                    host.capability(HostFeatures.class).require().reports();

            assertThat(reports).extracting(FeatureReport::feature).containsAll(CpuFeature.known());
            assertThat(reports).noneMatch(report -> report.evidence().isEmpty());
            assertThat(reports)
                    .filteredOn(
                            report -> report.state() != FeatureState.USABLE && report.state() != FeatureState.ABSENT)
                    .allMatch(report -> report.remedy().isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource
    void devicesAndDescriptionFitTogether(HardwareProfile profile) {
        try (Hypervisor host = FakeHost.kvm().withHardware(profile).open()) {
            assertThat(host.host().cpu().model().orElseThrow()).endsWith("(fake)");
            assertThat(host.devices()).isNotEmpty().extracting(Object::toString).doesNotHaveDuplicates();
            assertThat(host.devices())
                    .filteredOn(device -> device.assignability().state() == Assignability.State.READY)
                    .filteredOn(PciDevice.class::isInstance)
                    .allMatch(device -> device.iommuGroup().isPresent())
                    .allMatch(
                            device -> device.driver().filter("vfio-pci"::equals).isPresent());
            for (PassthroughDevice device : host.devices()) {
                if (device instanceof PciDevice pci && pci.isVirtualFunction()) {
                    device(host, pci.physicalFunction().orElseThrow().toString());
                }
            }
        }
    }

    @Test
    void machinesDifferInTheirNames() {
        assertThat(Arrays.stream(HardwareProfile.values())
                        .map(profile -> profile.hardware().name())
                        .collect(Collectors.toSet()))
                .hasSize(HardwareProfile.values().length);
    }

    @ParameterizedTest
    @CsvSource({
        "EPYC_WITH_SEV, x86_64, sev-es, USABLE",
        "EPYC_WITH_SEV, x86_64, sev-snp, DISABLED_BY_FIRMWARE",
        "XEON_WITH_SR_IOV, x86_64, sr-iov, USABLE",
        "LAPTOP_WITH_VTX_LOCKED, x86_64, vt-x, DISABLED_BY_FIRMWARE",
        "LAPTOP_WITH_VTX_LOCKED, x86_64, kvm, DISABLED_BY_FIRMWARE",
        "CLOUD_GUEST, x86_64, amd-v, HIDDEN_BY_HYPERVISOR",
        "ARM_SERVER, aarch64, arm-el2, USABLE",
        "ARM_SERVER, aarch64, vt-x, ABSENT",
        "IBM_Z_LPAR, s390x, sie, USABLE",
        "IBM_Z_LPAR, s390x, nested, DISABLED_BY_KERNEL",
        "GPUS_IN_ONE_GROUP, x86_64, vt-d, USABLE"
    })
    void isWhatItIsThereFor(HardwareProfile profile, String architecture, String feature, FeatureState state) {
        try (Hypervisor host = FakeHost.kvm().withHardware(profile).open()) {
            assertThat(host.host().cpu().architecture()).contains(architecture);
            assertThat(host.capability(HostFeatures.class)
                            .require()
                            .report(CpuFeature.of(feature))
                            .state())
                    .isEqualTo(state);
        }
    }

    @Test
    void aCardOfASharedGroupIsNotGivenAwayWhileTheHostUsesTheOther() {
        FakeHost fake =
                FakeHost.kvm().withHardware(HardwareProfile.GPUS_IN_ONE_GROUP).withGuest("render", GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            Guest render = host.findGuest("render").orElseThrow();
            DeviceAssignment devices = render.capability(DeviceAssignment.class).require();

            assertThatThrownBy(
                            () -> devices.attach(device(host, "0000:01:00.0")).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageContaining("0000:02:00.0")
                    .hasMessageContaining("nvidia");
        }
    }

    @Test
    void aMachineIsNotChangedUnderTheDevicesOfGuests() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            DeviceAssignment devices = host.findGuest("web")
                    .orElseThrow()
                    .capability(DeviceAssignment.class)
                    .require();
            PassthroughDevice usb = host.devices().stream()
                    .filter(UsbDevice.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            devices.attach(usb).await();
            assertThatThrownBy(() -> fake.withHardware(HardwareProfile.ARM_SERVER))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(host.devices()).hasSizeGreaterThan(5);
            devices.detach(usb).await();

            fake.withHardware(HardwareProfile.ARM_SERVER);
            assertThat(host.devices())
                    .extracting(PassthroughDevice::address)
                    .contains("0004:01:00.0")
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void canBeRecordedAndReplayed(HardwareProfile profile) {
        try (Hypervisor host = FakeHost.kvm().withHardware(profile).open()) {
            Recording recording = HostRecorder.record(host);
            try (Hypervisor replayed = FakeHost.replay(recording).open()) {
                assertThat(HostRecorder.record(replayed).toJson()).isEqualTo(recording.toJson());
            }
        }
    }
}
