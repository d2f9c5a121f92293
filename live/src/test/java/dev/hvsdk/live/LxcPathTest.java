/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@Live({Engine.LXC, Engine.CONTAINER_IMAGE})
class LxcPathTest {

    @Test
    void runsAContainerThatObeysAShutdown() {
        try (LxcPath lxc = LxcPath.start()) {
            start(lxc, "obeys");
            assertThat(lxc.tool("lxc-attach").run("-n", "obeys", "--", "cat", "/etc/os-release"))
                    .contains("ID=hvsdk");
            Eventually.holds(
                    () -> lxc.tool("lxc-attach").run("-n", "obeys", "--", "ps").contains("sleep 3600"));

            lxc.tool("lxc-stop").run("-n", "obeys", "--nokill", "--timeout", "60");

            assertThat(lxc.tool("lxc-info").run("-n", "obeys", "-H", "-s")).isEqualTo("STOPPED");
        }
    }

    @Test
    void copiesAndTakesSnapshots() {
        try (LxcPath lxc = LxcPath.start()) {
            lxc.create("source");
            lxc.tool("lxc-copy").run("-n", "source", "-N", "copy");
            lxc.tool("lxc-snapshot").run("-n", "copy");

            assertThat(lxc.tool("lxc-snapshot").run("-n", "copy", "-L")).contains("snap0");
            assertThat(lxc.tool("lxc-ls").run("-1").lines()).containsExactlyInAnyOrder("copy", "source");
        }
    }

    @Test
    void hasAConfigurationForNewContainers() {
        try (LxcPath lxc = LxcPath.start()) {
            lxc.tool("lxc-create").run("-n", "new", "-f", lxc.configuration().toString(), "-t", "busybox");

            assertThat(lxc.tool("lxc-ls").run("-1")).isEqualTo("new");
        }
    }

    @Test
    void leavesNothingBehindWhateverTheContainersDo() {
        LxcPath lxc = LxcPath.start();
        start(lxc, "left-frozen");
        start(lxc, "left-hanging");
        long frozen = lxc.pid("left-frozen");
        long hanging = lxc.pid("left-hanging");
        lxc.tool("lxc-freeze").run("-n", "left-frozen");
        lxc.suspendMonitor("left-hanging");
        assertThat(ControlGroups.named(name -> name.startsWith("lxc.payload.left-")))
                .isNotEmpty();

        lxc.close();

        assertThat(ProcessHandle.of(frozen)).isEmpty();
        assertThat(ProcessHandle.of(hanging)).isEmpty();
        assertThat(ControlGroups.named(name -> name.matches("lxc\\.(payload|monitor)\\.left-.*")))
                .isEmpty();
        assertThat(Processes.mounts())
                .noneMatch(line -> line.contains(lxc.base().toString()));
        assertThat(lxc.base()).doesNotExist();
        assertThat(Path.of("/run/lxc/lock" + lxc.base())).doesNotExist();
    }

    @Test
    void runsBesideAnother() {
        try (LxcPath one = LxcPath.start();
                LxcPath two = LxcPath.start()) {
            start(one, "same");
            start(two, "same");

            assertThat(one.pid("same")).isNotEqualTo(two.pid("same"));
            assertThat(one.uri()).isNotEqualTo(two.uri());
        }
    }

    private static void start(LxcPath lxc, String name) {
        lxc.create(name);
        lxc.tool("lxc-start").run("-n", name);
    }
}
