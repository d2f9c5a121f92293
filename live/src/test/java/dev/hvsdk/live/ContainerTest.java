/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Live({Engine.LIBVIRT_LXC, Engine.GUEST_IMAGES})
class ContainerTest {

    @Test
    void startsAndObeysShutdown(Libvirtd daemon, GuestImages images) {
        Virsh virsh = Virsh.at(daemon.lxcUri());
        virsh.runWithXml(
                "create", DomainXml.container("obeys", images.containerRoot()).toString());
        assertThat(virsh.run("domstate", "obeys")).isEqualTo("running");

        Eventually.holds(() -> {
            virsh.run("shutdown", "obeys");
            return virsh.run("list", "--name").isEmpty();
        });
    }

    @Test
    void leavesNoControlGroups(GuestImages images) throws IOException {
        try (Libvirtd daemon = Libvirtd.start()) {
            Virsh.at(daemon.lxcUri())
                    .runWithXml(
                            "create",
                            DomainXml.container("groups", images.containerRoot())
                                    .toString());
            assertThat(controlGroups("groups")).isNotEmpty();
        }

        assertThat(controlGroups("groups")).isEmpty();
    }

    private static java.util.List<Path> controlGroups(String guest) throws IOException {
        try (Stream<Path> groups = Files.find(
                Path.of("/sys/fs/cgroup"),
                4,
                (path, kind) -> path.getFileName().toString().contains("-" + guest + "."))) {
            return groups.toList();
        }
    }
}
