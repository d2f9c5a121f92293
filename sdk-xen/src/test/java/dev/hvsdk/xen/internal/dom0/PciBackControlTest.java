/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.root.HostRoot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dom0 with one card, which its tools move from driver to driver, or only say so. */
class PciBackControlTest {
    private static final PciAddress CARD = PciAddress.parse("0000:00:02.0");
    private static final DeviceChange KEEP = new DeviceChange.BindToVfio(CARD);
    private static final DeviceChange RETURN = new DeviceChange.ReturnToHost(CARD);

    private String driver = "e1000e";
    private String abilities = "pv hvm hvm_directio pv_directio";
    private String carried = "";
    private boolean isInGuest;

    /** Libvirt tells sysfs to bind it to pciback always; xl does not undo that. */
    private boolean isOverridden;

    private boolean isStuck;

    private final Dom0s dom0 = Dom0s.with(command -> CommandResult.of(0, answer(command.toString()), ""));
    private final PciBackControl control = new PciBackControl(dom0);

    private String answer(String command) {
        if (command.startsWith("sh -c")) {
            driver = isStuck ? driver : "e1000e";
            return "";
        }
        return switch (command) {
            case "xl info" -> "virt_caps : " + abilities + "\n";
            case "xl pci-assignable-list" -> driver.equals("pciback") && !isInGuest ? CARD + "\n" : "";
            case "xl pci-assignable-add 0000:00:02.0" -> bind(isStuck ? driver : "pciback");
            case "xl pci-assignable-remove -r 0000:00:02.0" -> bind(isStuck || isOverridden ? "pciback" : "e1000e");
            default -> sysfs(command);
        };
    }

    private String bind(String to) {
        driver = to;
        return "";
    }

    private String sysfs(String command) {
        if (command.contains("/sys/bus/pci/drivers")) {
            return "/sys/bus/pci/drivers/" + driver + "/" + CARD + "\n";
        }
        return command.contains("queue") ? carried : "/sys/bus/pci/devices/" + CARD + "/class:0x020000\n";
    }

    @Test
    void movesACardToPcibackAndBack() {
        DevicePlan keep = control.plan(KEEP);

        assertThat(keep.steps())
                .containsExactly("xl pci-assignable-add 0000:00:02.0: from the driver e1000e to pciback");
        assertThat(keep.isRefused()).isFalse();
        control.apply(keep).await();
        assertThat(driver).isEqualTo("pciback");
        assertThat(control.plan(KEEP).steps()).isEmpty();

        control.apply(control.plan(RETURN)).await();

        assertThat(driver).isEqualTo("e1000e");
        assertThat(control.plan(RETURN).steps()).isEmpty();
    }

    @Test
    void takesBackWhatLibvirtHasLeftWithPciback() {
        driver = "pciback";
        isOverridden = true;

        control.apply(control.plan(RETURN)).await();

        assertThat(driver).isEqualTo("e1000e");
    }

    @Test
    void believesNoToolThatSaysDone() {
        DevicePlan keep = control.plan(KEEP);
        isStuck = true;
        assertThatThrownBy(() -> control.apply(keep).await())
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("not with pciback");

        driver = "pciback";
        DevicePlan back = control.plan(RETURN);
        assertThatThrownBy(() -> control.apply(back).await())
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("still with pciback");
    }

    @Test
    void refusesWhatDom0OrAGuestNeeds() {
        carried = "/sys/bus/pci/devices/0000:00:02.0/virtio0/block/vda/queue\n";

        DevicePlan used = control.plan(KEEP);
        assertThat(used.refusals()).extracting(Blocker::kind).containsExactly(Blocker.Kind.IN_USE);
        assertThatThrownBy(() -> control.apply(used).await())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("vda");

        abilities = "pv";
        assertThat(control.plan(KEEP).refusals()).extracting(Blocker::kind).containsExactly(Blocker.Kind.NO_IOMMU);

        driver = "pciback";
        isInGuest = true;
        assertThat(control.plan(RETURN).refusals()).extracting(Blocker::kind).containsExactly(Blocker.Kind.IN_USE);
    }

    @Test
    void hasTheSamePlanAsTheMachineWhereItRunsOnDom0() {
        HostRoot captured = HostRoot.captured(Path.of("..", "sdk-host", "src", "test", "hosts", "xen-dom0"));
        DevicePlan keep = new PciBackControl(dom0.on(captured)).plan(KEEP);

        assertThat(keep.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(Blocker.Kind.CARRIES_DEFAULT_ROUTE);
            assertThat(refusal.detail()).contains("eth0");
        });
        assertThat(new XenDevices(Support.available(dom0.on(captured))).refusals(TOLD))
                .isEqualTo(keep.refusals());
    }

    @Test
    void aPlanIsOfItsMoment() {
        DevicePlan keep = control.plan(KEEP);
        driver = "pciback";

        assertThatThrownBy(() -> control.apply(keep).await()).isInstanceOf(Conflict.class);
    }

    @Test
    void knowsNeitherVirtualFunctionsNorWhatIsNotThere() {
        assertThatThrownBy(() -> control.plan(new DeviceChange.SetVirtualFunctions(CARD, 2)))
                .isInstanceOf(Unsupported.class);
        assertThatThrownBy(() -> control.plan(new DeviceChange.BindToVfio(PciAddress.parse("0000:02:00.0"))))
                .isInstanceOf(NotFound.class);
    }

    /** As libvirt tells it in a dom0. */
    private static final PciDevice TOLD = PciDevice.builder(CARD)
            .name("82574L")
            .assignability(Assignability.blocked(
                    List.of(new Blocker(Blocker.Kind.NO_IOMMU, "it has no IOMMU group")), "switch the IOMMU on"))
            .build();

    @Test
    void devicesAreRetoldInXensTerms() {
        PassthroughDevice usb = UsbDevice.builder("001:002").build();
        XenDevices devices = new XenDevices(Support.available(dom0));

        assertThat(devices.retold(List.of(usb, TOLD)).get(0)).isSameAs(usb);
        PassthroughDevice retold = devices.retold(List.of(TOLD)).get(0);
        assertThat(retold.name()).hasValue("82574L");
        assertThat(retold.assignability().state()).isEqualTo(Assignability.State.PREPARABLE);

        driver = "pciback";
        assertThat(devices.retold(List.of(TOLD)).get(0).assignability()).isEqualTo(Assignability.ready());

        carried = "/sys/bus/pci/devices/0000:00:02.0/virtio0/block/vda/queue\n";
        driver = "virtio-pci";
        assertThat(devices.refusals(TOLD)).extracting(Blocker::kind).containsExactly(Blocker.Kind.IN_USE);
        assertThat(devices.refusals(usb)).isEmpty();
    }

    @Test
    void withoutToolsWhatXenUsesIsUnknown() {
        XenDevices devices =
                new XenDevices(Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, "no way", "open it by xen+ssh://"));

        Assignability unknown = devices.retold(List.of(TOLD)).get(0).assignability();

        assertThat(unknown).isEqualTo(Assignability.unknown("open it by xen+ssh://"));
        assertThat(devices.refusals(TOLD)).isEmpty();
    }

    @Test
    void toolsThatDoNotAnswerLeaveTheDevicesKnown() {
        Dom0s mute = Dom0s.with(command -> CommandResult.of(1, "", "cannot init xl context: Permission denied"));

        Assignability unknown = new XenDevices(Support.available(mute))
                .retold(List.of(TOLD))
                .get(0)
                .assignability();

        assertThat(unknown.state()).isEqualTo(Assignability.State.UNKNOWN);
        assertThat(unknown.remedy().orElseThrow()).contains("may not control Xen");
    }
}
