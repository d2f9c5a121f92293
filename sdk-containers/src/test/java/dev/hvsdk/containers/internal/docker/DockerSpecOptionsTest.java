/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.HealthCheck;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerSpecOptionsTest {
    private static final DockerSpecOptions OPTIONS = new DockerSpecOptions();

    @TempDir
    private Path directory;

    @Test
    void eachOptionIsTaken() {
        Map<String, String> words = new HashMap<>();
        words.put("env", "COLOUR=blue,EMPTY=");
        words.put("workdir", "/srv");
        words.put("user", "12");
        words.put("labels", "a=b,c=");
        words.put("restart", "on-failure:3");
        words.put("mounts", "/srv:/a:ro,data:/b");
        words.put("tmpfs", "/tmp");
        words.put("ports", "8080:80,53/udp");
        words.put("network", "front");
        words.put("hostname", "web");
        words.put("read-only", "yes");
        words.put("cap-add", "NET_ADMIN");
        words.put("cap-drop", "ALL");
        words.put("pids-limit", "50");
        words.put("cpu-limit", "0.5");
        words.put("health", "test -e /well");
        words.put("stop-signal", "SIGINT");
        words.put("init", "yes");
        words.put("tty", "yes");
        words.put("cdi", "v.com/c=0,v.com/c=1");

        assertThat(OPTIONS.extension(words))
                .isEqualTo(ContainerOptions.builder()
                        .environment("COLOUR", "blue")
                        .environment("EMPTY", "")
                        .workingDirectory("/srv")
                        .user("12")
                        .label("a", "b")
                        .label("c", "")
                        .restartPolicy(RestartPolicy.onFailure(3))
                        .mount(ContainerMount.bind("/srv", "/a").readOnly())
                        .mount(ContainerMount.volume("data", "/b"))
                        .mount(ContainerMount.tmpfs("/tmp"))
                        .port(PublishedPort.of(8080, 80))
                        .port(PublishedPort.parse("53/udp"))
                        .networkMode("front")
                        .hostname("web")
                        .readOnlyRoot(true)
                        .addCapability("NET_ADMIN")
                        .dropCapability("ALL")
                        .maxProcesses(50)
                        .cpuLimit(new BigDecimal("0.5"))
                        .healthCheck(HealthCheck.builder(List.of("test", "-e", "/well"))
                                .build())
                        .stopSignal("SIGINT")
                        .init(true)
                        .terminal(true)
                        .cdiDevice("v.com/c=0")
                        .cdiDevice("v.com/c=1")
                        .build());
        assertThat(words).hasSize(OPTIONS.options().size() - 1);
    }

    @Test
    void saysWhatIsUsualAsItIs() {
        for (SpecOption option : OPTIONS.options()) {
            option.usual()
                    .ifPresent(usual -> assertThat(OPTIONS.extension(Map.of(option.name(), usual)))
                            .as(option.name())
                            .isEqualTo(ContainerOptions.builder().build()));
        }
    }

    @Test
    void readsVariablesFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("env"), "# theirs\n\nA=1,2\nB=\n");

        assertThat(OPTIONS.extension(Map.of("env-file", file.toString())))
                .isEqualTo(ContainerOptions.builder()
                        .environment("A", "1,2")
                        .environment("B", "")
                        .build());
    }

    @Test
    void takesAVariableOverFromThisProcess() {
        assertThat(OPTIONS.extension(Map.of("env", "PATH,HVSDK_NOT_SET_ANYWHERE")))
                .isEqualTo(ContainerOptions.builder()
                        .environment("PATH", System.getenv("PATH"))
                        .build());
    }

    @Test
    void errorsShowNoValueOfAVariable() throws Exception {
        Path file = Files.writeString(directory.resolve("env"), "A=1\nhunter2 x=3\n");

        assertThatThrownBy(() -> OPTIONS.extension(Map.of("env", "A=hunter2,hunter2 B=1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("variable 2")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> OPTIONS.extension(Map.of("env-file", file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "restart, sometimes",
        "mounts, /srv",
        "mounts, /srv:/a:rw",
        "tmpfs, tmp",
        "ports, x",
        "pids-limit, many",
        "pids-limit, 0",
        "cpu-limit, half",
        "labels, a",
        "env-file, /nonexistent/hvsdk",
        "read-only, maybe"
    })
    void refusesByTheNameOfTheOption(String name, String value) {
        assertThatThrownBy(() -> OPTIONS.extension(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }
}
