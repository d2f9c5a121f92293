/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@Live({Engine.LIBVIRTD, Engine.QEMU, Engine.GUEST_IMAGES})
@LongRunning
class GuestImagesTest {

    private final Libvirtd daemon = Libvirtd.shared();
    private final GuestImages images = GuestImages.get();
    private String name = "";
    private Path console = Path.of("");

    @BeforeEach
    void nameTheGuest(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        console = daemon.directory().resolve(name);
    }

    @AfterEach
    void removeTheGuest() {
        if (daemon.virsh().run("list", "--name").lines().anyMatch(name::equals)) {
            daemon.virsh().run("destroy", name);
        }
    }

    @Test
    void bootsLinuxAndObeysThePowerButton() {
        create(DomainXml.linux(name, images, console).userNetwork());
        Eventually.contains(console, GuestImages.READY_LINE);

        daemon.virsh().run("shutdown", name, "--mode", "acpi");

        Eventually.holds(() -> daemon.virsh().run("list", "--name").isEmpty());
    }

    @Test
    void hasAnAgentThatAnswers() {
        create(DomainXml.agent(name, images, console).userNetwork());
        Eventually.contains(console, GuestImages.READY_LINE);
        Eventually.holds(() -> daemon.virsh().run("dumpxml", name).contains("state='connected'"));

        assertThat(agent("{\"execute\":\"guest-ping\"}")).isEqualTo("{\"return\":{}}");
        assertThat(agent("{\"execute\":\"guest-get-host-name\"}")).contains("hvsdk-guest");
        assertThat(agent("{\"execute\":\"guest-network-get-interfaces\"}")).contains("eth0");

        // The first request may fail too: a guest that goes down at once takes its agent along before that has
        // answered.
        Eventually.holds(() -> daemon.virsh().refuses("shutdown", name, "--mode", "agent"));
        Eventually.holds(() -> daemon.virsh().run("list", "--name").isEmpty());
    }

    @Test
    void bootsASectorWithoutAnOperatingSystem() {
        create(DomainXml.bootSector(name, images, console));

        Eventually.contains(console, GuestImages.BOOT_SECTOR_LINE);
    }

    @Test
    @Live(Engine.KVM)
    void bootsASectorOnKvm() {
        create(DomainXml.bootSector(name, images, console).kvm());

        Eventually.contains(console, GuestImages.BOOT_SECTOR_LINE);
    }

    @Test
    void hasADiskToCopy() throws Exception {
        Path disk = Files.copy(images.emptyDisk(), daemon.directory().resolve(name + ".qcow2"));
        create(DomainXml.bare(name).disk(disk));

        assertThat(daemon.virsh().run("domblkinfo", name, "vda")).containsPattern("Capacity: +67108864");
    }

    private void create(DomainXml xml) {
        daemon.virsh().runWithXml("create", xml.toString());
    }

    private String agent(String command) {
        return daemon.virsh().run("qemu-agent-command", name, command);
    }
}
