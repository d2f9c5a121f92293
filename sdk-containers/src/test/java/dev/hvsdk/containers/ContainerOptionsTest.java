/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerOptionsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                ContainerOptions.class,
                ContainerMount.class,
                PublishedPort.class,
                RestartPolicy.class,
                HealthCheck.class
            })
    void valuesAreEqualByTheirParts(Class<?> type) {
        EqualsVerifier.forClass(type)
                .suppress(Warning.NULL_FIELDS, Warning.BIGDECIMAL_EQUALITY)
                .verify();
    }

    @Test
    void valuesOfTheEnvironmentAreNotTold() {
        ContainerOptions options = ContainerOptions.builder()
                .environment("PASSWORD", "hunter2")
                .label("owner", "me")
                .build();

        assertThat(options).asString().contains("PASSWORD").doesNotContain("hunter2");
    }

    @Test
    void capabilitiesAreNamedInOneWay() {
        ContainerOptions options = ContainerOptions.builder()
                .addCapability("NET_ADMIN")
                .addCapability("CAP_SYS_TIME")
                .dropCapability("ALL")
                .build();

        assertThat(options.addedCapabilities()).containsExactly("NET_ADMIN", "SYS_TIME");
        assertThat(options.droppedCapabilities()).containsExactly("ALL");
    }

    @Test
    void partsAreToldAsTheyAreRead() {
        for (String text : List.of("8080:80", "[::1]:53:53/udp", "127.0.0.1:8080:80")) {
            assertThat(PublishedPort.parse(PublishedPort.parse(text).toString()))
                    .isEqualTo(PublishedPort.parse(text));
        }
        assertThat(RestartPolicy.parse("on-failure:3")).isEqualTo(RestartPolicy.onFailure(3));
    }

    private static Stream<Arguments> nonsense() {
        return Stream.of(
                refused(
                        "a variable without a name",
                        () -> ContainerOptions.builder().environment("", "x")),
                refused(
                        "a variable with a sign",
                        () -> ContainerOptions.builder().environment("A=B", "x")),
                refused(
                        "a label without a name",
                        () -> ContainerOptions.builder().label(" ", "x")),
                refused("a relative directory", () -> ContainerOptions.builder().workingDirectory("srv")),
                refused("no processes", () -> ContainerOptions.builder().maxProcesses(0)),
                refused(
                        "a capability of words",
                        () -> ContainerOptions.builder().addCapability("net admin")),
                refused(
                        "a device without a class",
                        () -> ContainerOptions.builder().cdiDevice("/dev/fuse")),
                refused(
                        "two mounts in one place",
                        () -> ContainerOptions.builder()
                                .mount(ContainerMount.tmpfs("/a"))
                                .mount(ContainerMount.volume("v", "/a"))),
                refused("a relative mount", () -> ContainerMount.bind("a", "/b")),
                refused("a relative target", () -> ContainerMount.bind("/a", "b")),
                refused("a volume with a path for a name", () -> ContainerMount.volume("../x", "/b")),
                refused("port 0", () -> PublishedPort.of(1, 0)),
                refused("port 65536", () -> PublishedPort.of(65_536, 80)),
                refused("fewer attempts than none", () -> RestartPolicy.onFailure(-1)),
                refused("a check without a command", () -> HealthCheck.builder(List.of())),
                refused(
                        "a check without a pause",
                        () -> HealthCheck.builder(List.of("true")).interval(Duration.ZERO)),
                refused(
                        "a check that cannot fail",
                        () -> HealthCheck.builder(List.of("true")).retries(0)));
    }

    private static Arguments refused(String what, ThrowingCallable call) {
        return Arguments.argumentSet(what, call);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefusedAtOnce(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
    }
}
