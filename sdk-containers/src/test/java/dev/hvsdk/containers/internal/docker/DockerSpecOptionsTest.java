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
                "label", "owner=me,tier=front",
                "volume", "/srv:/srv:ro,cache:/cache",
                "tmpfs", "/run",
                "publish", "127.0.0.1:8080:80,53:53/udp,[::1]:9:9,443",
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
                        .mount(ContainerMount.bind("/srv", "/srv").asReadOnly())
                        .mount(ContainerMount.volume("cache", "/cache"))
                        .mount(ContainerMount.memory("/run", null))
                        .port(PublishedPort.of(80).as(8080).on("127.0.0.1"))
                        .port(PublishedPort.of(53).as(53).by(PublishedPort.Protocol.UDP))
                        .port(PublishedPort.of(9).as(9).on("::1"))
                        .port(PublishedPort.of(443))
                        .restart(RestartPolicy.onFailure(3))
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
        Path file = Files.writeString(directory.resolve("env"), "A=1\nhunter2\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.extension(Map.of("env-file", file.toString())))
                .withMessageContaining("line 2")
                .withMessageNotContaining("hunter2");
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
        "label, owner",
        "volume, /srv",
        "volume, srv:data",
        "volume, /a:/b:rw:x",
        "volume, ../a:/b",
        "tmpfs, run",
        "publish, http",
        "publish, 99999",
        "publish, 1.2.3.4:80:80/icmp",
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
