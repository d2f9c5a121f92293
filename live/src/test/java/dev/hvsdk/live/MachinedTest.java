/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@Live({Engine.NSPAWN, Engine.CONTAINER_IMAGE})
class MachinedTest {

    @Test
    void startsAContainerThatObeysAShutdown() {
        try (Machined machined = Machined.start()) {
            machined.create("obeys");
            assertThat(machined.tool("machinectl").run("list-images", "--no-legend"))
                    .startsWith("obeys");
            machined.tool("machinectl").run("start", "obeys");
            assertThat(machined.tool("machinectl").run("show", "obeys", "--property", "State"))
                    .isEqualTo("State=running");
            // Asked again: process 1 may not have its ears open yet.
            Eventually.holds(() -> !machined.tool("machinectl").run("list").contains("obeys")
                    || machined.tool("machinectl").refuses("poweroff", "obeys"));
        }
    }

    @Test
    void runsAContainerOfACommandOfOnesOwn() {
        try (Machined machined = Machined.start()) {
            machined.create("once");

            assertThat(machined.tool("systemd-nspawn")
                            .run("--quiet", "--pipe", "--machine", "once", "--", "cat", "/etc/os-release"))
                    .contains("ID=hvsdk");
        }
    }

    @Test
    void leavesNothingBehind() {
        Machined machined = Machined.start();
        machined.create("left");
        machined.tool("machinectl").run("start", "left");
        long pid = machined.pid();
        String own = machined.base().getFileName().toString();
        assertThat(ControlGroups.named(own::equals)).isNotEmpty();

        machined.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(ControlGroups.named(own::equals)).isEmpty();
        assertThat(Processes.mounts())
                .noneMatch(line -> line.contains(machined.base().toString()));
        assertThat(machined.base()).doesNotExist();
    }

    @Test
    void runsBesideAnother() {
        try (Machined one = Machined.start();
                Machined two = Machined.start()) {
            one.create("same");
            two.create("same");
            one.tool("machinectl").run("start", "same");
            two.tool("machinectl").run("start", "same");

            assertThat(one.pid()).isNotEqualTo(two.pid());
        }
    }
}
