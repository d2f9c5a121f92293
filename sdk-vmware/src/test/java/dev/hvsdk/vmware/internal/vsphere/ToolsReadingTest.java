/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereConsoleTicket;
import dev.hvsdk.vmware.VsphereFileSystem;
import dev.hvsdk.vmware.VsphereTask;
import dev.hvsdk.vmware.VsphereTaskState;
import dev.hvsdk.vmware.internal.soap.Element;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as the documentation of the API has them, which the simulator does not give: GuestNicInfo, VirtualMachineTicket, TaskInfo. */
class ToolsReadingTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("vsphere");
    private static final URI SERVER = URI.create("vsphere://user@vcenter.example/");

    private static Element address(String ip, int prefix) {
        return Element.of("ipAddress", Element.ofText("ipAddress", ip), Element.ofNumber("prefixLength", prefix));
    }

    @Test
    void readsAddressesWithTheirPrefixes() {
        Element nic = Element.of(
                "GuestNicInfo",
                Element.ofText("network", "VM Network"),
                Element.ofText("ipAddress", "192.0.2.7"),
                Element.ofText("macAddress", "00:50:56:00:AB:01"),
                Element.ofFlag("connected", true),
                Element.of("ipConfig", address("192.0.2.7", 24), address("2001:db8::7", 64)));
        assertThat(ToolsAgent.interfaces(Element.of("val", nic)))
                .containsExactly(GuestInterface.builder("00:50:56:00:ab:01")
                        .mac("00:50:56:00:ab:01")
                        .address("192.0.2.7/24")
                        .address("2001:db8::7/64")
                        .build());
    }

    @Test
    void readsFileSystemsWithWhatTheyHold() {
        Element root = Element.of(
                "GuestDiskInfo",
                Element.ofText("diskPath", "/"),
                Element.ofNumber("capacity", 21_474_836_480L),
                Element.ofNumber("freeSpace", 0),
                Element.ofText("filesystemType", "ext4"));
        Element drive = Element.of("GuestDiskInfo", Element.ofText("diskPath", "C:\\"));
        assertThat(ToolsReading.fileSystems(Element.of("val", root, drive)))
                .containsExactly(
                        VsphereFileSystem.builder("/")
                                .type("ext4")
                                .capacity(MemorySize.ofGibibytes(20))
                                .free(MemorySize.ZERO)
                                .build(),
                        VsphereFileSystem.builder("C:\\").build());
    }

    @Test
    void passesOverWhatIsNoCard() {
        Element loop = Element.of("GuestNicInfo", Element.ofFlag("connected", true));
        assertThat(ToolsAgent.interfaces(Element.of("val", loop))).isEqualTo(List.of());
    }

    @Test
    void takesTheAddressOfATicketAsTheServerWritesIt() {
        Element ticket = Element.of(
                "returnval",
                Element.ofText("ticket", "abc"),
                Element.ofText("host", "esx1.example"),
                Element.ofText("sslThumbprint", "AA:BB"),
                Element.ofText("url", "wss://esx1.example:9443/ticket/abc"));
        VsphereConsoleTicket read = TicketConsole.of(ticket, SERVER, ABOUT);
        assertThat(read.address()).isEqualTo(URI.create("wss://esx1.example:9443/ticket/abc"));
        assertThat(read.thumbprint()).contains("AA:BB");
    }

    @Test
    void writesTheAddressOfATicketWhereTheServerDoesNot() {
        Element ticket = Element.of(
                "returnval",
                Element.ofText("ticket", "abc"),
                Element.ofText("host", "2001:db8::1"),
                Element.ofNumber("port", 443));
        assertThat(TicketConsole.of(ticket, SERVER, ABOUT).address())
                .isEqualTo(URI.create("wss://[2001:db8::1]:443/ticket/abc"));
        assertThat(TicketConsole.of(Element.of("returnval", Element.ofText("ticket", "abc")), SERVER, ABOUT)
                        .address())
                .isEqualTo(URI.create("wss://vcenter.example:443/ticket/abc"));
    }

    @Test
    void showsNoTicketThatLeadsNowhere() {
        Element ticket = Element.of(
                "returnval", Element.ofText("ticket", "abc"), Element.ofText("url", "wss://[not/ticket/abc"));
        assertThatThrownBy(() -> TicketConsole.of(ticket, SERVER, ABOUT))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasNoCause()
                .message()
                .doesNotContain("abc");
    }

    @Test
    void readsATaskOfTheServersOwn() {
        Element info = Element.of(
                "val",
                Element.ofText("key", "task-7"),
                Element.ofText("descriptionId", "Drm.ExecuteVMotionLRO"),
                Element.ofText("entityName", "a%2fb"),
                Element.ofText("state", "queued"),
                Element.of("reason").typed("TaskReasonSystem"));
        VsphereTask task = TaskReading.of(info, ABOUT);
        assertThat(task).hasToString("Drm.ExecuteVMotionLRO of a/b: queued");
        assertThat(task.user()).isEmpty();
        assertThat(task.percent()).isEmpty();
        assertThat(task.failure()).isEmpty();
    }

    @Test
    void makesNoFailureOfATaskThatWasGivenUp() {
        Element info = Element.of(
                "val",
                Element.ofText("key", "task-8"),
                Element.ofText("name", "CloneVM_Task"),
                Element.ofText("state", "error"),
                Element.ofFlag("cancelled", true),
                Element.of("error", Element.of("fault").typed("RequestCanceled")));
        assertThat(TaskReading.of(info, ABOUT).state()).isEqualTo(VsphereTaskState.CANCELLED);
        assertThat(TaskReading.of(info, ABOUT).failure()).isEmpty();
    }

    @Test
    void guessesNoStateOfATask() {
        Element info = Element.of("val", Element.ofText("key", "task-9"), Element.ofText("state", "odd"));
        assertThatThrownBy(() -> TaskReading.of(info, ABOUT)).isInstanceOf(HypervisorException.HostFailure.class);
    }
}
