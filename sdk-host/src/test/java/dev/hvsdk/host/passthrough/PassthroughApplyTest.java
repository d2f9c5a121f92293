/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static dev.hvsdk.host.passthrough.PlayedHost.NIC;
import static dev.hvsdk.host.passthrough.PlayedHost.NVME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.internal.passthrough.ApplyLock;
import dev.hvsdk.host.root.HostRoot;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassthroughApplyTest {
    private static final UUID SHARE = UUID.fromString("4b20d080-1b54-4048-85b3-a6a62d165c01");

    @TempDir
    private Path directory;

    private PlayedHost host;
    private Map<String, String> before;

    @BeforeEach
    void play() {
        host = new PlayedHost(directory.resolve("host"));
        before = host.state();
    }

    private List<PassthroughDevice> apply(DeviceChange change) {
        return host.passthrough().apply(host.passthrough().plan(change));
    }

    @Test
    void bindsAFunctionAndReturnsIt() {
        assertThat(apply(new DeviceChange.BindToVfio(NIC)))
                .singleElement()
                .satisfies(device -> assertThat(device.driver()).contains("vfio-pci"));

        assertThat(apply(new DeviceChange.ReturnToHost(NIC)))
                .singleElement()
                .satisfies(device -> assertThat(device.driver()).contains("e1000e"));
        assertThat(host.state()).isEqualTo(before);
    }

    @Test
    void bindsAGroupAndReturnsIt() {
        PciAddress sata = PciAddress.parse("0000:00:1f.2");
        assertThat(apply(new DeviceChange.BindGroupToVfio(sata)))
                .extracting(PassthroughDevice::address)
                .containsExactly("0000:00:1f.0", "0000:00:1f.2", "0000:00:1f.3");
        assertThat(host.driver("0000:00:1f.2")).isEqualTo("vfio-pci");
        assertThat(host.driver("0000:00:1f.3")).isEqualTo("vfio-pci");

        apply(new DeviceChange.ReturnGroupToHost(sata));
        assertThat(host.state()).isEqualTo(before);
    }

    @Test
    void makesVirtualFunctionsAndAnotherNumberOfThem() {
        assertThat(apply(new DeviceChange.SetVirtualFunctions(NVME, 2)))
                .extracting(PassthroughDevice::address)
                .containsExactly("0000:02:00.0", "0000:02:00.1", "0000:02:00.2");
        assertThat(apply(new DeviceChange.SetVirtualFunctions(NVME, 3))).hasSize(4);
        assertThat(apply(new DeviceChange.SetVirtualFunctions(NVME, 0))).hasSize(1);
        assertThat(host.state()).isEqualTo(before);
    }

    @Test
    void makesAndRemovesAMediatedDevice() {
        host.divides(NIC, "vgpu", 1);
        assertThat(apply(new DeviceChange.CreateMediatedDevice(NIC, "vgpu", SHARE)))
                .extracting(PassthroughDevice::address)
                .containsExactly(SHARE.toString());

        assertThat(apply(new DeviceChange.RemoveMediatedDevice(NIC, SHARE))).isEmpty();
        assertThat(host.state()).isEqualTo(before);
        assertThat(host.passthrough().undo().steps())
                .singleElement()
                .satisfies(step ->
                        assertThat(step).startsWith("write " + SHARE).endsWith("/mdev_supported_types/vgpu/create"));
        assertThat(host.state()).containsKey(SHARE.toString());
    }

    @Test
    void takesBackWhatWasDoneWhenTheKernelRefuses() {
        host.trouble((number, path, isBefore) -> {
            if (path.endsWith("drivers_probe") && isBefore) {
                throw new IOException("Invalid argument");
            }
        });

        assertThatThrownBy(() -> apply(new DeviceChange.BindToVfio(NIC)))
                .isInstanceOfSatisfying(HypervisorException.HostFailure.class, failure -> {
                    assertThat(failure.nativeError().orElseThrow().code()).isEqualTo("EINVAL");
                    assertThat(failure).hasMessageContaining("what had been changed was taken back");
                });
        assertThat(host.state()).isEqualTo(before);
        assertThat(host.passthrough().planUndo().state()).isEqualTo(UndoReport.State.NOTHING);
    }

    @Test
    void saysThatTheJournalIsNeededWhereTakingBackFailsToo() {
        host.trouble((number, path, isBefore) -> {
            if (number >= 3 && isBefore) {
                throw new IOException("Input/output error");
            }
        });
        assertThatThrownBy(() -> apply(new DeviceChange.BindToVfio(NIC)))
                .hasMessageContaining("taking back what had been changed failed too")
                .hasMessageContaining("the journal keeps what to undo");

        host.trouble((number, path, isBefore) -> {});
        assertThat(host.passthrough().undo().state()).isEqualTo(UndoReport.State.INTERRUPTED);
        assertThat(host.state()).isEqualTo(before);
    }

    @Test
    void tellsABusyCountFromOneThatIsTooLarge() {
        DevicePlan plan = host.passthrough().plan(new DeviceChange.SetVirtualFunctions(NVME, 3));
        host.trouble((number, path, isBefore) -> {
            if (number == 1 && isBefore) {
                host.write(path, "2");
            }
        });

        assertThatThrownBy(() -> host.passthrough().apply(plan))
                .isInstanceOfSatisfying(HypervisorException.Conflict.class, conflict -> {
                    assertThat(conflict.nativeError().orElseThrow().code()).isEqualTo("EBUSY");
                    assertThat(conflict.remedy()).contains("set it to 0 first");
                    assertThat(conflict)
                            .hasMessageContaining("0000:02:00.0 is busy: it has 2 virtual functions")
                            .hasMessageContaining("nothing has been changed");
                });
        // They are somebody else's.
        assertThat(host.state()).containsKeys("0000:02:00.1", "0000:02:00.2");
    }

    @Test
    void saysThatThereCanBeNoSuchNumber() {
        DevicePlan plan = host.passthrough().plan(new DeviceChange.SetVirtualFunctions(NVME, 4));
        host.trouble((number, path, isBefore) -> {
            if (isBefore) {
                host.put("sys/bus/pci/devices/0000:02:00.0/sriov_totalvfs", "2\n");
            }
        });

        assertThatThrownBy(() -> host.passthrough().apply(plan))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("0000:02:00.0 has at most 2 virtual functions");
    }

    @Test
    void saysThatADriverIsMissing() {
        DevicePlan plan = host.passthrough().plan(new DeviceChange.SetVirtualFunctions(NVME, 2));
        host.trouble((number, path, isBefore) -> {
            if (number == 1 && isBefore) {
                host.write("/sys/bus/pci/devices/0000:02:00.0/driver/unbind", "0000:02:00.0");
            }
        });
        assertThatThrownBy(() -> host.passthrough().apply(plan))
                .isInstanceOfSatisfying(HypervisorException.WrongState.class, state -> {
                    assertThat(state.nativeError().orElseThrow().code()).isEqualTo("ENOENT");
                    assertThat(state).hasMessageContaining("no driver is bound to 0000:02:00.0");
                });
        assertThatThrownBy(() -> host.passthrough().plan(new DeviceChange.SetVirtualFunctions(NVME, 2)))
                .isInstanceOf(HypervisorException.WrongState.class)
                .hasMessageContaining("no driver is bound to it");
    }

    @Test
    void doesNotTrustAWriteThatTheKernelTook() {
        // As with a kernel whose vfio-pci is told the ids of the function: it takes it right back.
        DevicePlan plan = bindThenReturn();
        host.trouble((number, path, isBefore) -> {
            if (path.endsWith("drivers_probe") && isBefore) {
                host.put("sys/bus/pci/devices/0000:01:00.0/driver_override", "vfio-pci\n");
            }
        });

        assertThatThrownBy(() -> host.passthrough().apply(plan))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("the driver of 0000:01:00.0 is vfio-pci and not a driver of the host");
    }

    private DevicePlan bindThenReturn() {
        apply(new DeviceChange.BindToVfio(NIC));
        return host.passthrough().plan(new DeviceChange.ReturnToHost(NIC));
    }

    @Test
    void refusesAPlanThatIsOfAnotherTime() {
        DevicePlan plan = host.passthrough().plan(new DeviceChange.BindToVfio(NIC));
        apply(new DeviceChange.BindToVfio(NIC));

        assertThatThrownBy(() -> host.passthrough().apply(plan))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("the host has changed since it was planned");
        DevicePlan refused = host.passthrough().plan(new DeviceChange.BindToVfio(PciAddress.parse("0000:00:1f.2")));
        assertThatThrownBy(() -> host.passthrough().apply(refused))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("the plan is refused: IOMMU group 9 is shared");
        assertThatThrownBy(() -> host.passthrough().apply(DevicePlan.of(refused.change(), refused.steps(), List.of())))
                .isInstanceOf(HypervisorException.Conflict.class);
    }

    @Test
    void leavesTheHostToWhoeverChangesItAlready() {
        DevicePlan plan = host.passthrough().plan(new DeviceChange.BindToVfio(NIC));
        ApplyLock.holding(
                host.journal(),
                () -> assertThatThrownBy(() -> host.passthrough().apply(plan))
                        .isInstanceOfSatisfying(
                                HypervisorException.Conflict.class,
                                conflict -> assertThat(conflict.isTransient()).isTrue())
                        .hasMessageContaining("another change of this host's devices is going on"));

        host.passthrough().apply(plan);
        assertThat(host.driver(NIC)).isEqualTo("vfio-pci");
    }

    @Test
    void changesNeitherACapturedHostNorAnythingWithoutRoot() throws IOException {
        DevicePlan plan = host.passthrough().plan(new DeviceChange.BindToVfio(NIC));
        HostRoot captured = HostRoot.captured(directory.resolve("host"));
        assertThat(Passthrough.of(captured).plan(plan.change())).isEqualTo(plan);
        assertThatThrownBy(() -> Passthrough.of(captured).apply(plan))
                .isInstanceOf(HypervisorException.WrongState.class)
                .hasMessageContaining("a captured host cannot be changed");
        assertThatThrownBy(() -> Passthrough.of(captured).undo()).isInstanceOf(HypervisorException.WrongState.class);

        Files.writeString(host.file("host.json"), "{ \"format\": 1, \"machine\": \"x86_64\", \"uid\": 1000 }");
        assertThatThrownBy(() -> host.passthrough().apply(plan))
                .isInstanceOf(HypervisorException.PermissionDenied.class);
        assertThat(host.writes()).isEmpty();
    }

    @Test
    void saysThatThePermissionIsMissing() {
        host.trouble((number, path, isBefore) -> {
            throw new AccessDeniedException(path);
        });

        assertThatThrownBy(() -> apply(new DeviceChange.BindToVfio(NIC)))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageContaining("no permission to write vfio-pci to ");
    }
}
