/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDevicesTest {
    private static final PciDevice CARD =
            PciDevice.builder(PciAddress.parse(StandInXl.CARD)).build();

    @TempDir
    private Path directory;

    private StandInHost standIn;
    private Hypervisor host;

    @BeforeEach
    void open() {
        standIn = StandInHost.in(directory);
        host = standIn.open();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private DeviceAssignment devices(String name) {
        Guest guest = standIn.defined(host, name, UnaryOperator.identity());
        return guest.capability(DeviceAssignment.class).require();
    }

    @Test
    void aDeviceOfAGuestThatDoesNotRunIsInItsFile() {
        DeviceAssignment devices = devices("web");

        devices.attach(CARD).await();

        assertThat(standIn.file("web")).contains("pci = [ \"0000:03:00.0\" ]");
        assertThat(devices.attached())
                .singleElement()
                .extracting(PassthroughDevice::address)
                .isEqualTo(StandInXl.CARD);

        devices.detach(CARD).await();

        assertThat(standIn.file("web")).doesNotContain("pci");
        assertThatThrownBy(() -> devices.detach(CARD).await()).isInstanceOf(NotFound.class);
    }

    @Test
    void twoFilesDoNotGiveOneDevice() {
        devices("web").attach(CARD).await();
        DeviceAssignment other = devices("db");

        assertThatThrownBy(() -> other.attach(CARD).await())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("guest web");
        assertThat(standIn.file("db")).doesNotContain("pci");
    }
}
