/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@Live({Engine.LIBVIRTD, Engine.QEMU})
@LongRunning
class LibvirtdTest {

    @Test
    void answersForQemuAndTheTestDriver(Libvirtd daemon) {
        assertThat(Virsh.at(daemon.qemuUri()).run("version")).contains("QEMU");
        assertThat(Virsh.at(daemon.testUri()).run("list", "--name")).isEqualTo("test");
    }

    @Test
    void givesEachTestFileItsOwnGuests(Libvirtd daemon) throws IOException {
        Path file =
                Files.writeString(daemon.directory().resolve("node.xml"), "<node><cpu><mhz>1000</mhz></cpu></node>");

        assertThat(Virsh.at(daemon.testUri(file)).run("list", "--all", "--name"))
                .isEmpty();
    }

    @Test
    void isSharedByTheTestsOfOneJvm(Libvirtd daemon) {
        assertThat(daemon).isSameAs(Libvirtd.shared());
    }

    @Test
    void findsTheProcessOfAGuest(Libvirtd daemon) {
        daemon.virsh().runWithXml("create", DomainXml.bare("found").toString());
        try {
            assertThat(Processes.arguments(daemon.qemuPid("found")).get(0)).endsWith("qemu-system-x86_64");
            assertThatThrownBy(() -> daemon.qemuPid("foun")).hasMessageContaining("no QEMU runs a guest foun");
        } finally {
            daemon.virsh().run("destroy", "found");
        }
    }

    @Test
    void keepsItsGuestsWhenItIsKilledAndStartedAgain() {
        try (Libvirtd daemon = Libvirtd.start()) {
            daemon.virsh().runWithXml("create", DomainXml.bare("survivor").toString());
            long qemu = daemon.qemuPid("survivor");

            daemon.kill();

            assertThatThrownBy(() -> daemon.virsh().run("list")).isInstanceOf(IllegalStateException.class);
            daemon.restart();
            assertThat(daemon.virsh().run("list", "--name")).isEqualTo("survivor");
            assertThat(daemon.qemuPid("survivor")).isEqualTo(qemu);
        }
    }

    @Test
    void answersAgainAfterItWasSuspended() {
        try (Libvirtd daemon = Libvirtd.start()) {
            daemon.suspend();
            assertThat(Processes.state(daemon.pid())).isEqualTo("T");
            daemon.resume();

            assertThat(daemon.virsh().run("list")).isEmpty();
        }
    }

    @Test
    void leavesNothingBehind() {
        Libvirtd daemon = Libvirtd.start();
        daemon.virsh().runWithXml("create", DomainXml.bare("left").toString());
        long qemu = daemon.qemuPid("left");
        long pid = daemon.pid();
        daemon.suspend();

        daemon.close();

        assertThat(ProcessHandle.of(qemu)).isEmpty();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(daemon.directory().getParent()).doesNotExist();
    }

    @Test
    void runsBesideAnother() {
        try (Libvirtd one = Libvirtd.start();
                Libvirtd two = Libvirtd.setup().tcp().start()) {
            one.virsh().runWithXml("create", DomainXml.bare("same").toString());
            Virsh.at(two.tcpUri("qemu"))
                    .runWithXml("create", DomainXml.bare("same").toString());

            assertThat(one.qemuPid("same")).isNotEqualTo(two.qemuPid("same"));
            assertThat(one.pid()).isNotEqualTo(two.pid());
        }
    }

    @Test
    void saysWhatWasWrongWhenItDoesNotStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Libvirtd.Setup setup = Libvirtd.setup().option("--tcp", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(setup::start)
                    .hasMessageContaining("libvirtd does not start")
                    .hasMessageContaining("Address already in use");
        }
    }
}
