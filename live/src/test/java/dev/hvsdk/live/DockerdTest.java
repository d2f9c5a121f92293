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

@Live({Engine.DOCKER, Engine.CONTAINER_IMAGE})
class DockerdTest extends ContainerDaemonContract<Dockerd> {

    @Override
    Dockerd start() {
        return Dockerd.start();
    }

    @Override
    void run(Dockerd daemon, String name) {
        daemon.cli().run("run", "--detach", "--name", name, "--network", "none", daemon.image());
        Eventually.holds(() -> daemon.cli().run("logs", name).contains(ContainerImage.READY_LINE));
    }

    @Override
    void stop(Dockerd daemon, String name) {
        daemon.cli().run("stop", name);
        assertThat(daemon.cli().run("inspect", "--format", "{{.State.ExitCode}}", name))
                .isEqualTo("0");
    }

    @Override
    List<String> running(Dockerd daemon) {
        return daemon.cli().run("ps", "--format", "{{.Names}}").lines().toList();
    }

    @Override
    String execute(Dockerd daemon, String name, String... command) {
        return daemon.cli().with("exec", name).run(command);
    }

    @Override
    long process(Dockerd daemon, String name) {
        return Long.parseLong(daemon.cli().run("inspect", "--format", "{{.State.Pid}}", name));
    }

    @Override
    boolean containersSurviveTheDaemon() {
        return false;
    }

    @Test
    void keepsContainersWhenItIsToldTo() {
        try (Dockerd daemon = Dockerd.setup().liveRestore().start()) {
            run(daemon, "survivor");

            daemon.restart();

            assertThat(running(daemon)).containsExactly("survivor");
        }
    }

    @Test
    void hasItsControlGroupsWhereItSays(Dockerd daemon) throws IOException {
        String id = daemon.cli()
                .run(
                        "run",
                        "--detach",
                        "--rm",
                        "--network",
                        "none",
                        "--memory",
                        "64m",
                        "--cgroup-parent",
                        "/own",
                        daemon.image());
        try {
            assertThat(Files.readString(daemon.controlGroups("memory").resolve("own/" + id + "/memory.limit_in_bytes")))
                    .startsWith("67108864");
        } finally {
            daemon.cli().run("rm", "--force", id);
        }
    }

    @Test
    void listensOnAPortToo() {
        try (Dockerd daemon = Dockerd.setup().tcp().start()) {
            String host = daemon.tcpUri().replace("docker+tcp", "tcp");

            assertThat(Tool.of(java.util.Map.of(), Engine.find("docker").toString(), "--host", host)
                            .run("ps", "--quiet"))
                    .isEmpty();
        }
    }

    @Test
    void hasABridgeWhereOneIsWanted() {
        try (Dockerd daemon = Dockerd.setup().bridge().start()) {
            daemon.cli().run("run", "--detach", "--name", "bridged", daemon.image());

            assertThat(daemon.cli().run("inspect", "--format", "{{.NetworkSettings.IPAddress}}", "bridged"))
                    .startsWith("172.");
        }
    }
}
