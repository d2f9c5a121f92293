/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@Live({Engine.LIBVIRTD, Engine.QEMU, Engine.GUEST_IMAGES})
@LongRunning
class NetworkTest {

    private static final String NETWORK = """
            <network>
              <name>lab</name>
              <bridge name='hvsdk-lab'/>
              <ip address='192.168.78.1' netmask='255.255.255.0'>
                <dhcp><range start='192.168.78.2' end='192.168.78.9'/></dhcp>
              </ip>
            </network>
            """;

    @Test
    void givesAGuestAnAddressAndThisMachineNoBridge(GuestImages images) {
        try (Libvirtd daemon = Libvirtd.start()) {
            Virsh virsh = daemon.virsh();
            virsh.runWithXml("net-create", NETWORK);
            virsh.runWithXml(
                    "create",
                    DomainXml.linux("leaser", images, daemon.directory().resolve("console"))
                            .device(
                                    "<interface type='network'><source network='lab'/><model type='virtio'/></interface>")
                            .toString());

            Eventually.holds(() -> virsh.run("domifaddr", "leaser").contains("192.168.78."));
            assertThat(Path.of("/sys/class/net/hvsdk-lab")).doesNotExist();
        }
    }
}
