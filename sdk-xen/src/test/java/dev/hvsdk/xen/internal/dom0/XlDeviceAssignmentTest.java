/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.command.CommandResult;
import org.junit.jupiter.api.Test;

/** What xl of Xen 4.17.7 said when it did not do what it was asked for. */
class XlDeviceAssignmentTest {
    private static final String ID = "ce7e9cb5-0b96-4176-808e-a06441223205";
    private static final PciDevice CARD =
            PciDevice.builder(PciAddress.parse("0000:01:00.0")).build();

    private String own = "";
    private String assignable = "0000:01:00.0 \n";
    private String driver = "pciback";

    private final XlDeviceAssignment devices = new XlDeviceAssignment(
            new Dom0Guest(Dom0s.with(command -> answer(command.toString())), GuestId.of(ID)), Dom0s.noDefinitions());

    private CommandResult answer(String command) {
        return switch (command) {
            case "xl list -v" ->
                CommandResult.of(0, "web   3    96     1     --p---       0.0 " + ID + "   -    -\n", "");
            case "xl pci-list 3" -> CommandResult.of(0, own, "");
            case "xl pci-assignable-list" -> CommandResult.of(0, assignable, "");
            case "xl pci-attach 3 0000:01:00.0" ->
                CommandResult.of(
                        1,
                        "",
                        "libxl: error: libxl_pci.c:1529:pci_add_dm_done: Domain 3:xc_assign_device failed: Operation not supported\n");
            case "xl pci-detach 3 0000:01:00.0" ->
                CommandResult.of(
                        0,
                        "",
                        "libxl: error: libxl_device.c:1470:libxl__wait_for_backend: Backend /local/domain/0/backend/pci/3/0 not ready\n");
            default ->
                CommandResult.of(
                        0, command.contains("drivers") ? "/sys/bus/pci/drivers/" + driver + "/0000:01:00.0\n" : "", "");
        };
    }

    @Test
    void saysThatAGuestWasStartedWithoutPassthrough() {
        assertThatThrownBy(() -> devices.attach(CARD).await())
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("passthrough");
    }

    @Test
    void doesNotBelieveXlThatADeviceIsGone() {
        own = "Vdev Device\n00.0 0000:01:00.0\n";

        assertThatThrownBy(() -> devices.detach(CARD).await())
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("did not let go");
    }

    @Test
    void tellsWhoHasTheDevice() {
        assignable = "";

        assertThatThrownBy(() -> devices.attach(CARD).await())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("a guest has");

        driver = "e1000e";

        assertThatThrownBy(() -> devices.attach(CARD).await())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("dom0 has");
        assertThatThrownBy(() -> devices.detach(CARD).await()).isInstanceOf(NotFound.class);
    }
}
