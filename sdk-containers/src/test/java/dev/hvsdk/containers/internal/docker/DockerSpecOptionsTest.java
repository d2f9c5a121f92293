/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerSpecOptionsTest {
    private final DockerSpecOptions options = new DockerSpecOptions();

    @Test
    void meansNothingByNothing() {
        assertThat(options.extension(Map.of()))
                .isEqualTo(ContainerOptions.builder().build());
    }

    @Test
    void readsEachOption() {
        Map<String, String> words = Map.of(
                "labels", "owner=me,tier=front",
                "mounts", "/srv:/srv:ro,cache:/cache",
                "tmpfs", "/run",
                "ports", "127.0.0.1:8080:80,53:53/udp,[::1]:9:9,443",
                "restart", "on-failure:3",
                "cap-add", "NET_ADMIN",
                "cap-drop", "ALL",
                "pids-limit", "50");
        Map<String, String> more = Map.of(
                "user",
                "www-data",
                "workdir",
                "/srv",
                "hostname",
                "web",
                "stop-signal",
                "SIGQUIT",
                "cdi",
                "nvidia.com/gpu=0",
                "read-only",
                "yes",
                "init",
                "yes",
                "tty",
                "yes");

        assertThat(options.extension(words))
                .isEqualTo(ContainerOptions.builder()
                        .label("owner", "me")
                        .label("tier", "front")
                        .mount(ContainerMount.bind("/srv", "/srv").readOnly())
                        .mount(ContainerMount.volume("cache", "/cache"))
                        .mount(ContainerMount.tmpfs("/run"))
                        .port(PublishedPort.parse("127.0.0.1:8080:80"))
                        .port(PublishedPort.parse("53:53/udp"))
                        .port(PublishedPort.parse("[::1]:9:9"))
                        .port(PublishedPort.parse("443"))
                        .restartPolicy(RestartPolicy.onFailure(3))
                        .addCapability("NET_ADMIN")
                        .dropCapability("ALL")
                        .maxProcesses(50)
                        .build());
        assertThat(options.extension(more))
                .isEqualTo(ContainerOptions.builder()
                        .user("www-data")
                        .workingDirectory("/srv")
                        .hostname("web")
                        .stopSignal("SIGQUIT")
                        .cdiDevice("nvidia.com/gpu=0")
                        .readOnlyRoot(true)
                        .init(true)
                        .terminal(true)
                        .build());
    }

    @Test
    void readsTheEnvironmentFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("env"), "# comment\n\nA=1=2\nB=\n");

        assertThat(options.extension(Map.of("env-file", file.toString())))
                .isEqualTo(ContainerOptions.builder()
                        .environment("A", "1=2")
                        .environment("B", "")
                        .build());
    }

    @Test
    void tellsALineOfTheEnvironmentByItsNumberAndNotByItsText(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("env"), "A=1\nhunter 2\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.extension(Map.of("env-file", file.toString())))
                .withMessageContaining("line 2")
                .withMessageNotContaining("hunter 2");
    }

    @Test
    void saysWhatIsUsualAsItIs() {
        for (SpecOption option : options.options()) {
            option.usual()
                    .ifPresent(usual -> assertThat(options.extension(Map.of(option.name(), usual)))
                            .as(option.name())
                            .isEqualTo(ContainerOptions.builder().build()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "env-file, /no/such/file",
        "labels, owner",
        "mounts, /srv",
        "mounts, srv:data",
        "mounts, /a:/b:rw:x",
        "mounts, ../a:/b",
        "tmpfs, run",
        "ports, http",
        "ports, 99999",
        "ports, 1.2.3.4:80:80/icmp",
        "restart, sometimes",
        "restart, on-failure:x",
        "pids-limit, many",
        "read-only, true",
        "cdi, gpu",
        "no-such, x"
    })
    void refusesWhatItCannotRead(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.extension(Map.of(name, value)))
                .withMessageContaining("'" + name + "'");
    }
}
