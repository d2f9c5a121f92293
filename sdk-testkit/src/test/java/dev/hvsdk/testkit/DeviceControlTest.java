/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceChange.BindToVfio;
import dev.hvsdk.api.capability.DeviceChange.ReturnToHost;
import dev.hvsdk.api.capability.DeviceChange.SetVirtualFunctions;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Assignability.State;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices change hands between the drivers of a fake host and its guests. */
class DeviceControlTest {
    private static final PciAddress ADAPTER = PciAddress.parse("0000:3b:00.0");
    private static final PciAddress FUNCTION = PciAddress.parse("0000:3b:01.0");
    private static final PciAddress ACCELERATOR = PciAddress.parse("0000:af:00.0");

    private static DeviceControl control(Hypervisor host) {
        return host.capability(DeviceControl.class).require();
    }

    private static void apply(Hypervisor host, DeviceChange change) {
        DevicePlan plan = control(host).plan(change);
        assertThat(control(host).apply(plan).await()).isEqualTo(plan);
    }

    private static PciDevice device(Hypervisor host, PciAddress address) {
        return devices(host).stream()
                .filter(device -> device.pciAddress().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static List<PciDevice> devices(Hypervisor host) {
        return host.devices().stream()
                .filter(PciDevice.class::isInstance)
                .map(PciDevice.class::cast)
                .toList();
    }

    private static List<PciDevice> functions(Hypervisor host) {
        return devices(host).stream().filter(PciDevice::isVirtualFunction).toList();
    }

    private static DeviceAssignment assignment(Hypervisor host) {
        return host.findGuest("web")
                .orElseThrow()
                .capability(DeviceAssignment.class)
                .require();
    }

    @Test
    void plansWithoutChangingAnything() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            List<PassthroughDevice> before = host.devices();

            DevicePlan plan = control(host).plan(new BindToVfio(ACCELERATOR));

            assertThat(plan.steps())
                    .containsExactly(
                            "write vfio-pci to /sys/bus/pci/devices/0000:af:00.0/driver_override",
                            "write 0000:af:00.0 to /sys/bus/pci/devices/0000:af:00.0/driver/unbind",
                            "write 0000:af:00.0 to /sys/bus/pci/drivers_probe");
            assertThat(plan.isRefused()).isFalse();
            assertThat(host.devices()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"KVM, vfio-pci", "XEN, pciback"})
    void takesAFunctionAndGivesItBack(Family family, String driver) {
        try (Hypervisor host = FakeHost.of(family).open()) {
            apply(host, new BindToVfio(ACCELERATOR));
            assertThat(device(host, ACCELERATOR).driver()).contains(driver);
            assertThat(device(host, ACCELERATOR).assignability().state()).isEqualTo(State.READY);
            assertThat(control(host).plan(new BindToVfio(ACCELERATOR)).steps()).isEmpty();

            apply(host, new ReturnToHost(ACCELERATOR));
            assertThat(device(host, ACCELERATOR).driver()).contains("nvidia");
            assertThat(device(host, ACCELERATOR).assignability().blockers())
                    .containsExactly(new Blocker(
                            Blocker.Kind.BOUND_TO_HOST_DRIVER, "0000:af:00.0 is bound to the host driver nvidia"));
            assertThat(control(host).plan(new ReturnToHost(ACCELERATOR)).steps())
                    .isEmpty();
        }
    }

    @Test
    void aFunctionWithoutADriverIsNotUnboundFirst() {
        FakeHost fake = FakeHost.kvm()
                .withDevice(PciDevice.builder(PciAddress.parse("0000:99:00.0"))
                        .iommuGroup(99)
                        .build());
        try (Hypervisor host = fake.open()) {
            BindToVfio binding = new BindToVfio(PciAddress.parse("0000:99:00.0"));
            assertThat(control(host).plan(binding).steps()).hasSize(2);
            apply(host, binding);
            apply(host, new ReturnToHost(binding.device()));
            assertThat(device(host, binding.device()).driver()).isEmpty();
        }
    }

    @Test
    void theHostTakesAVirtualFunctionBackWithItsOwnDriver() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            apply(host, new ReturnToHost(FUNCTION));

            assertThat(device(host, FUNCTION).driver()).contains("iavf");
            assertThat(device(host, FUNCTION).assignability().state()).isEqualTo(State.PREPARABLE);
        }
    }

    @Test
    void aGroupIsFreeWhenAllOfItAre() {
        FakeHost fake =
                FakeHost.kvm().withHardware(HardwareProfile.GPUS_IN_ONE_GROUP).withGuest("web", GuestState.STOPPED);
        PciAddress mine = PciAddress.parse("0000:01:00.0");
        try (Hypervisor host = fake.open()) {
            assertThatThrownBy(() -> assignment(host).attach(device(host, mine)).await())
                    .isInstanceOf(HypervisorException.Conflict.class);

            apply(host, new BindToVfio(PciAddress.parse("0000:02:00.0")));
            assertThat(device(host, mine).assignability().blockers())
                    .containsExactly(new Blocker(
                            Blocker.Kind.GROUP_SHARED,
                            "0000:01:00.0 shares IOMMU group 1 with 0000:02:00.1, which the host uses"));

            apply(host, new BindToVfio(PciAddress.parse("0000:02:00.1")));
            assertThat(device(host, mine).assignability().state()).isEqualTo(State.READY);
            assignment(host).attach(device(host, mine)).await();

            DevicePlan back = control(host).plan(new ReturnToHost(mine));
            assertThat(back.refusals())
                    .containsExactly(new Blocker(Blocker.Kind.IN_USE, "guest web has pci 0000:01:00.0"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0000:17:00.0, CARRIES_ROOT_DISK",
        "0000:3b:00.0, CARRIES_DEFAULT_ROUTE",
        "0000:00:1f.0, NOT_ASSIGNABLE_BY_NATURE"
    })
    void refusesWhatTheHostNeeds(String address, Blocker.Kind kind) {
        try (Hypervisor host = FakeHost.kvm().open()) {
            DevicePlan plan = control(host).plan(new BindToVfio(PciAddress.parse(address)));

            assertThat(plan.refusals()).extracting(Blocker::kind).containsExactly(kind);
            assertThatThrownBy(() -> control(host).apply(plan).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageStartingWith("fake: apply device plan pci " + address + ": the plan is refused: ");
        }
    }

    @Test
    void withoutAnIommuNothingIsBoundToVfio() {
        FakeHost fake = FakeHost.kvm()
                .withDevice(PciDevice.builder(PciAddress.parse("0000:99:00.0")).build());
        try (Hypervisor host = fake.open()) {
            assertThat(control(host)
                            .plan(new BindToVfio(PciAddress.parse("0000:99:00.0")))
                            .refusals())
                    .containsExactly(new Blocker(Blocker.Kind.NO_IOMMU, "0000:99:00.0 has no IOMMU group"));
        }
    }

    @Test
    void virtualFunctionsComeAndGo() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            DevicePlan plan = control(host).plan(new SetVirtualFunctions(ADAPTER, 10));
            assertThat(plan.steps())
                    .containsExactly(
                            "write 0 to /sys/bus/pci/devices/0000:3b:00.0/sriov_numvfs",
                            "write 10 to /sys/bus/pci/devices/0000:3b:00.0/sriov_numvfs");
            control(host).apply(plan).await();

            assertThat(device(host, ADAPTER).sriov()).contains(new Sriov(64, 10));
            assertThat(functions(host))
                    .hasSize(10)
                    .allSatisfy(function -> {
                        assertThat(function.driver()).contains("iavf");
                        assertThat(function.deviceId()).contains("1889");
                        assertThat(function.physicalFunction()).contains(ADAPTER);
                        assertThat(function.assignability().state()).isEqualTo(State.PREPARABLE);
                    })
                    .extracting(PciDevice::address)
                    .startsWith("0000:3b:01.0", "0000:3b:01.1")
                    .endsWith("0000:3b:02.0", "0000:3b:02.1");
            assertThat(functions(host)).extracting(PciDevice::iommuGroup).doesNotHaveDuplicates();

            apply(host, new SetVirtualFunctions(ADAPTER, 0));
            assertThat(functions(host)).isEmpty();
            assertThat(control(host).plan(new SetVirtualFunctions(ADAPTER, 0)).steps())
                    .isEmpty();
            assertThat(control(host).plan(new SetVirtualFunctions(ADAPTER, 2)).steps())
                    .containsExactly("write 2 to /sys/bus/pci/devices/0000:3b:00.0/sriov_numvfs");
        }
    }

    @Test
    void virtualFunctionsAreLikeThoseBefore() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            PciDevice before = functions(host).get(0);
            assertThat(control(host).plan(new SetVirtualFunctions(ADAPTER, 64)).isRefused())
                    .isFalse();
            apply(host, new SetVirtualFunctions(ADAPTER, 2));

            assertThat(functions(host)).allSatisfy(function -> {
                assertThat(function.vendorId()).isEqualTo(before.vendorId());
                assertThat(function.classCode()).isEqualTo(before.classCode());
                assertThat(function.name()).isEqualTo(before.name());
                assertThat(function.numaNode()).isEqualTo(before.numaNode());
                assertThat(function.resetMethods()).isEqualTo(before.resetMethods());
            });
            // After the accelerator's, the highest that is left.
            assertThat(functions(host))
                    .extracting(function -> function.iommuGroup().orElseThrow())
                    .containsExactly(92, 93);
        }
    }

    @Test
    void virtualFunctionsGoOnOnTheNextBus() {
        PciAddress late = PciAddress.parse("0000:c1:1e.5");
        FakeHost fake = FakeHost.kvm()
                .withDevice(PciDevice.builder(late)
                        .vendorId("15b3")
                        .deviceId("101d")
                        .name("Mellanox ConnectX-6 Dx")
                        .driver("mlx5_core")
                        .sriov(new Sriov(8, 0))
                        .build());
        try (Hypervisor host = fake.open()) {
            apply(host, new SetVirtualFunctions(late, 4));

            List<PciDevice> made = functions(host).stream()
                    .filter(function ->
                            function.physicalFunction().filter(late::equals).isPresent())
                    .toList();
            assertThat(made)
                    .extracting(PciDevice::address)
                    .containsExactly("0000:c1:1f.5", "0000:c1:1f.6", "0000:c1:1f.7", "0000:c2:00.0");
            assertThat(made).allSatisfy(function -> {
                assertThat(function.name()).contains("Mellanox ConnectX-6 Dx Virtual Function");
                assertThat(function.driver()).contains("mlx5_core");
                assertThat(function.iommuGroup()).isEmpty();
            });
        }
    }

    @Test
    void aFunctionThatWasMadeCanBeGiven() {
        FakeHost fake = FakeHost.xen().withGuest("web", GuestState.STOPPED);
        try (Hypervisor host = fake.open()) {
            apply(host, new SetVirtualFunctions(ADAPTER, 6));
            PciAddress last = PciAddress.parse("0000:3b:01.5");
            apply(host, new BindToVfio(last));

            assignment(host).attach(device(host, last)).await();

            assertThat(device(host, last).iommuGroup()).isEmpty();
            DevicePlan plan = control(host).plan(new SetVirtualFunctions(ADAPTER, 0));
            assertThat(plan.refusals())
                    .containsExactly(new Blocker(Blocker.Kind.IN_USE, "guest web has pci 0000:3b:01.5"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0000:3b:00.0 | 65 | 0000:3b:00.0 has at most 64 virtual functions
                    0000:af:00.0 | 1  | 0000:af:00.0 has no virtual functions
                    """)
    void refusesMoreFunctionsThanThereCanBe(String address, int count, String why) {
        try (Hypervisor host = FakeHost.kvm().open()) {
            assertThat(control(host)
                            .plan(new SetVirtualFunctions(PciAddress.parse(address), count))
                            .refusals())
                    .extracting(Blocker::detail)
                    .containsExactly(why);
        }
    }

    @Test
    void aPlanIsForTheHostAsItWas() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            DevicePlan plan = control(host).plan(new BindToVfio(ACCELERATOR));
            apply(host, new BindToVfio(ACCELERATOR));

            assertThatThrownBy(() -> control(host).apply(plan).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessageContaining("the host has changed since it was planned; plan it again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:99:00.0", "0000:3b:01.7"})
    void aFunctionThatIsNotThereIsNotFound(String address) {
        try (Hypervisor host = FakeHost.kvm().open()) {
            assertThatThrownBy(() -> control(host).plan(new BindToVfio(PciAddress.parse(address))))
                    .isInstanceOf(HypervisorException.NotFound.class)
                    .hasMessage("fake: plan pci " + address + ": the host has no such function");
        }
    }

    @Test
    void failsOnDemandAndChangesNothingThen() {
        FakeHost fake = FakeHost.kvm();
        fake.faults().on(HostCall.APPLY_DEVICE_PLAN).times(1).fail(HypervisorException.PermissionDenied.class);
        try (Hypervisor host = fake.open()) {
            DevicePlan plan = control(host).plan(new BindToVfio(ACCELERATOR));

            assertThatThrownBy(() -> control(host).apply(plan).await())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);

            assertThat(device(host, ACCELERATOR).driver()).contains("nvidia");
            control(host).apply(plan).await();
        }
        assertThat(fake.journal().entries())
                .filteredOn(entry -> entry.call() == HostCall.APPLY_DEVICE_PLAN)
                .extracting(entry -> entry.subject() + " " + entry.outcome())
                .containsExactly("pci 0000:af:00.0 FAILED", "pci 0000:af:00.0 DONE");
    }
}
