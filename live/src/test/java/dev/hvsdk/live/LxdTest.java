/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

@Live({Engine.LXD, Engine.CONTAINER_IMAGE})
class LxdTest extends ContainerDaemonContract<Lxd> {

    @Override
    Lxd start() {
        return Lxd.start();
    }

    @Override
    void run(Lxd daemon, String name) {
        daemon.cli().run("launch", daemon.image(), name);
        Eventually.holds(() -> execute(daemon, name, "ps").contains("sleep 3600"));
    }

    @Override
    void stop(Lxd daemon, String name) {
        daemon.cli().run("stop", name);
    }

    @Override
    List<String> running(Lxd daemon) {
        return daemon.cli()
                .run("list", "--format", "csv", "--columns", "n", "status=running")
                .lines()
                .toList();
    }

    @Override
    String execute(Lxd daemon, String name, String... command) {
        return daemon.cli().with("exec", name, "--").run(command);
    }

    @Override
    long process(Lxd daemon, String name) {
        String pid = daemon.cli()
                .run("info", name)
                .lines()
                .filter(line -> line.startsWith("PID: "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(pid.substring("PID: ".length()));
    }

    @Override
    boolean containersSurviveTheDaemon() {
        return true;
    }

    @Test
    void copiesAndTakesSnapshots(Lxd daemon) {
        daemon.cli().run("init", daemon.image(), "source");
        daemon.cli().run("snapshot", "source", "first");
        daemon.cli().run("copy", "source/first", "copy");

        assertThat(daemon.cli().run("list", "--format", "csv", "--columns", "n").lines())
                .contains("source", "copy");

        daemon.cli().run("delete", "source", "copy");
    }

    @Test
    void hasItsControlGroupsWhereItSays(Lxd daemon) throws IOException {
        daemon.cli().run("launch", daemon.image(), "limited", "--config", "limits.memory=64MiB");
        try {
            assertThat(Files.readString(
                            daemon.controlGroups("memory").resolve("lxc.payload.limited/memory.limit_in_bytes")))
                    .startsWith("67108864");
        } finally {
            daemon.cli().run("delete", "--force", "limited");
        }
    }
}
