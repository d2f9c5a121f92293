/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Live({Engine.LIBVIRT_LXC, Engine.GUEST_IMAGES})
class ContainerTest {

    @ParameterizedTest
    @ValueSource(strings = {"initctl", "signal"})
    void obeysShutdown(String mode) {
        String name = "obeys-" + mode;
        Virsh virsh = Virsh.at(Libvirtd.shared().lxcUri());
        virsh.runWithXml(
                "create",
                DomainXml.container(name, GuestImages.get().containerRoot()).toString());
        assertThat(virsh.run("domstate", name)).isEqualTo("running");

        // Asked again: init may not have its ear there yet.
        Eventually.holds(
                () -> !virsh.run("list", "--name").contains(name) || virsh.refuses("shutdown", name, "--mode", mode));
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

    private static List<Path> controlGroups(String guest) throws IOException {
        try (Stream<Path> groups = Files.find(
                Path.of("/sys/fs/cgroup"),
                4,
                (path, kind) -> path.getFileName().toString().contains("-" + guest + "."))) {
            return groups.toList();
        }
    }
}
