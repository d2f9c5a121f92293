/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerOptionsTest {
    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @ValueSource(
            classes = {
                CdiDevice.class,
                ContainerDetails.class,
                ContainerMount.class,
                ContainerOptions.class,
                HealthChanged.class,
                HealthCheck.class,
                HealthState.class,
                PublishedPort.class,
                RestartPolicy.class
            })
    void valuesAreEqualByTheirParts(Class<?> type) {
        // The builder makes equal numbers the same.
        EqualsVerifier.forClass(type)
                .suppress(Warning.NULL_FIELDS, Warning.BIGDECIMAL_EQUALITY)
                .verify();
    }

    private static ContainerOptions.Builder full() {
        return ContainerOptions.builder()
                .environment("PASSWORD", SECRET)
                .workingDirectory("/srv")
                .user("12:34")
                .label("owner", "me")
                .restartPolicy(RestartPolicy.ALWAYS)
                .mount(ContainerMount.tmpfs("/tmp"))
                .port(PublishedPort.of(8080, 80))
                .networkMode("none")
                .hostname("web-1")
                .readOnlyRoot(true)
                .addCapability("CAP_NET_ADMIN")
                .dropCapability("ALL")
                .maxProcesses(50)
                .cpuLimit(new BigDecimal("0.5"))
                .healthCheck(HealthCheck.builder(List.of("true")).build())
                .stopSignal("SIGQUIT")
                .init(true)
                .terminal(true)
                .cdiDevice("nvidia.com/gpu=0");
    }

    @Test
    void whatWasSetIsRead() {
        ContainerOptions options = full().build();

        assertThat(options.environment()).containsEntry("PASSWORD", SECRET);
        assertThat(options.workingDirectory()).contains("/srv");
        assertThat(options.user()).contains("12:34");
        assertThat(options.labels()).containsEntry("owner", "me");
        assertThat(options.restartPolicy()).contains(RestartPolicy.ALWAYS);
        assertThat(options.mounts()).containsExactly(ContainerMount.tmpfs("/tmp"));
        assertThat(options.ports()).containsExactly(PublishedPort.of(8080, 80));
        assertThat(options.networkMode()).contains("none");
        assertThat(options.hostname()).contains("web-1");
        assertThat(options.readOnlyRoot()).isTrue();
        assertThat(options.addedCapabilities()).containsExactly("NET_ADMIN");
        assertThat(options.droppedCapabilities()).containsExactly("ALL");
        assertThat(options.maxProcesses()).hasValue(50);
        assertThat(options.cpuLimit()).contains(new BigDecimal("0.5"));
        assertThat(options.healthCheck()).isPresent();
        assertThat(options.stopSignal()).contains("SIGQUIT");
        assertThat(options.init()).isTrue();
        assertThat(options.terminal()).isTrue();
        assertThat(options.cdiDevices()).containsExactly("nvidia.com/gpu=0");
    }

    @Test
    void doNotChangeWithTheirBuilder() {
        ContainerOptions.Builder builder = full();
        ContainerOptions before = builder.build();

        builder.environment("MORE", "1").mount(ContainerMount.tmpfs("/more")).label("more", "1");

        assertThat(before).isEqualTo(full().build()).isNotEqualTo(builder.build());
    }

    @Test
    void equalNumbersOfCpusAreTheSame() {
        assertThat(ContainerOptions.builder().cpuLimit(new BigDecimal("10.00")).build())
                .isEqualTo(ContainerOptions.builder().cpuLimit(BigDecimal.TEN).build());
    }

    @Test
    void nothingIsAskedForUnlessItIsSet() {
        assertThat(ContainerOptions.builder().build())
                .isEqualTo(ContainerOptions.builder().build())
                .isNotEqualTo(full().build());
        assertThat(ContainerOptions.builder().build().networkMode()).isEmpty();
    }

    @Test
    void textsShowNoValueOfTheEnvironment() {
        assertThat(full().build().toString()).contains("PASSWORD").doesNotContain(SECRET);
        assertThatThrownBy(() -> ContainerOptions.builder().environment("PASSWORD=" + SECRET, ""))
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> ContainerOptions.builder().environment("PASSWORD", SECRET + "\0"))
                .hasMessageContaining("PASSWORD")
                .hasMessageNotContaining(SECRET);
    }

    private static Arguments refused(String what, Consumer<ContainerOptions.Builder> call) {
        return argumentSet(what, call);
    }

    private static Stream<Arguments> mistakes() {
        return Stream.of(
                refused("a blank variable", options -> options.environment(" ", "x")),
                refused("a relative directory", options -> options.workingDirectory("srv")),
                refused("a directory that leads elsewhere", options -> options.workingDirectory("/srv/../etc")),
                refused("a user in two lines", options -> options.user("a\nb")),
                refused("a label without a name", options -> options.label("", "x")),
                refused("a blank network", options -> options.networkMode(" ")),
                refused("a name of a host with blanks", options -> options.hostname("a b")),
                refused("no capability", options -> options.addCapability("net admin")),
                refused("no processes", options -> options.maxProcesses(0)),
                refused("no CPUs", options -> options.cpuLimit(BigDecimal.ZERO)),
                refused("CPUs of ten digits", options -> options.cpuLimit(new BigDecimal("0.1234567891"))),
                refused("no signal", options -> options.stopSignal("kill -9")),
                refused("a device without a class", options -> options.cdiDevice("gpu=0")),
                refused("a relative source", options -> options.mount(ContainerMount.bind("srv", "/srv"))),
                refused(
                        "a source that leads elsewhere",
                        options -> options.mount(ContainerMount.bind("/../x", "/srv"))),
                refused("a mount at the root", options -> options.mount(ContainerMount.tmpfs("/"))),
                refused("a path as a volume", options -> options.mount(ContainerMount.volume("a/b", "/srv"))),
                refused(
                        "two mounts at a path",
                        options -> options.mount(ContainerMount.tmpfs("/a")).mount(ContainerMount.volume("v", "/a"))),
                refused("port zero", options -> options.port(PublishedPort.of(0, 80))),
                refused("a port too high", options -> options.port(PublishedPort.of(80, 65536))),
                refused("an empty check", options -> HealthCheck.builder(List.of())),
                refused(
                        "a check at no interval",
                        options -> HealthCheck.builder(List.of("true")).interval(Duration.ZERO)),
                refused(
                        "a limited volume",
                        options -> ContainerMount.volume("v", "/v").limitedTo(MemorySize.ofBytes(1))),
                refused("restarts without number", options -> RestartPolicy.onFailure(0)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesWhatNoEngineTakes(Consumer<ContainerOptions.Builder> call) {
        assertThatThrownBy(() -> call.accept(ContainerOptions.builder())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8080:80/tcp", "127.0.0.1:8080:80/udp", "127.0.0.1::53/udp", ":80/sctp", "[::1]:8080:80/tcp"})
    void portsAreReadAsTheyAreWritten(String text) {
        assertThat(PublishedPort.parse(text)).hasToString(text);
    }

    @Test
    void aPortAloneLeavesThePortOfTheHostToTheEngine() {
        assertThat(PublishedPort.parse("80").hostPort()).isEmpty();
        assertThat(PublishedPort.parse("80").protocol()).isEqualTo("tcp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "80/icmp", "1:2:3", "::1:80:80", "99999:80", "80-90:80", "localhost:80:80"})
    void refusesWhatIsNoPort(String text) {
        assertThatThrownBy(() -> PublishedPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "always", "unless-stopped", "on-failure", "on-failure:3"})
    void restartPoliciesAreReadAsTheyAreWritten(String text) {
        assertThat(RestartPolicy.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "always:3", "on-failure:", "on-failure:0", "on-failure:x"})
    void refusesWhatIsNoRestartPolicy(String text) {
        assertThatThrownBy(() -> RestartPolicy.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
