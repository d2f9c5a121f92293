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

@Live({Engine.PODMAN, Engine.CONTAINER_IMAGE})
class PodmanServiceTest extends ContainerDaemonContract<PodmanService> {

    @Override
    PodmanService start() {
        return PodmanService.start();
    }

    @Override
    void run(PodmanService service, String name) {
        service.cli().run("run", "--detach", "--name", name, service.image());
        Eventually.holds(() -> service.cli().run("logs", name).contains(ContainerImage.READY_LINE));
    }

    @Override
    void stop(PodmanService service, String name) {
        service.cli().run("stop", name);
        assertThat(service.cli().run("inspect", "--format", "{{.State.ExitCode}}", name))
                .isEqualTo("0");
    }

    @Override
    List<String> running(PodmanService service) {
        return service.cli().run("ps", "--format", "{{.Names}}").lines().toList();
    }

    @Override
    String execute(PodmanService service, String name, String... command) {
        return service.cli().with("exec", name).run(command);
    }

    @Override
    long process(PodmanService service, String name) {
        return Long.parseLong(service.cli().run("inspect", "--format", "{{.State.Pid}}", name));
    }

    @Override
    boolean containersSurviveTheDaemon() {
        return true;
    }

    @Test
    void doesNotTakeTheContainerForOneWithSystemd(PodmanService service) {
        String id = service.cli().run("create", service.image());
        try {
            assertThat(service.cli().run("inspect", "--format", "{{.Config.StopSignal}}", id))
                    .isEqualTo("15");
        } finally {
            service.cli().run("rm", id);
        }
    }

    @Test
    void keepsItsNetworksToItself() throws IOException {
        try (PodmanService service = PodmanService.start()) {
            service.cli().run("network", "create", "its-own");
            service.cli().run("run", "--detach", "--name", "connected", "--network", "its-own", service.image());

            assertThat(service.cli().run("inspect", "--format", "{{.NetworkSettings.Networks}}", "connected"))
                    .contains("its-own");
            assertThat(filesBelow(Path.of("/etc"))).noneMatch(name -> name.startsWith("its-own"));
        }
    }

    private static List<String> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
