/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.CdiDevice;
import dev.hvsdk.containers.ContainerDetails;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.HealthChanged;
import dev.hvsdk.containers.HealthState;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetailsJsonTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("docker").operation("test");

    /** JSON with single quotes. */
    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ABOUT);
    }

    private static ContainerDetails details(String text) {
        return DetailsJson.details(json(text));
    }

    @Test
    void readsWhatAContainerWasMadeWith() {
        assertThat(details("{'Config': {'Image': 'postgres:18', 'Labels': {'a': 'b'}, 'Env': ['PASSWORD=secret']},"
                        + "'State': {'Status': 'running', 'ExitCode': 0, 'Health': {'Status': 'healthy'}}, 'RestartCount': 2,"
                        + "'HostConfig': {'RestartPolicy': {'Name': 'on-failure', 'MaximumRetryCount': 3},"
                        + "'Tmpfs': {'/run': 'rw', '/x': 'ro'}, 'Devices': [{'PathOnHost': '/dev/fuse'}],"
                        + "'DeviceRequests': [{'Driver': 'cdi', 'DeviceIDs': ['v.com/c=0']}, {'Driver': 'nvidia'}]},"
                        + "'NetworkSettings': {'Ports': {'5432/tcp': [{'HostIp': '0.0.0.0', 'HostPort': '49153'}], '80/tcp': null}},"
                        + "'Mounts': [{'Type': 'volume', 'Name': 'data', 'Source': '/var/lib/x', 'Destination': '/data', 'RW': true},"
                        + "{'Type': 'bind', 'Source': '/srv', 'Destination': '/srv', 'RW': false}]}"))
                .isEqualTo(ContainerDetails.builder()
                        .image("postgres:18")
                        .health(HealthState.HEALTHY)
                        .restartPolicy(RestartPolicy.onFailure(3))
                        .restartCount(2)
                        .label("a", "b")
                        .port(PublishedPort.of(49153, 5432))
                        .mount(ContainerMount.volume("data", "/data"))
                        .mount(ContainerMount.bind("/srv", "/srv").readOnly())
                        .mount(ContainerMount.tmpfs("/run"))
                        .mount(ContainerMount.tmpfs("/x").readOnly())
                        .device("/dev/fuse")
                        .device("v.com/c=0")
                        .build());
    }

    private static Stream<Arguments> oddities() {
        ContainerDetails nothing =
                ContainerDetails.builder().restartPolicy(RestartPolicy.NEVER).build();
        return Stream.of(
                argumentSet("empty", "{}", nothing),
                argumentSet(
                        "null where lists are",
                        "{'Mounts': null, 'Config': {'Labels': null}, 'HostConfig': {'Devices': null, 'Tmpfs': null,"
                                + "'DeviceRequests': null, 'PortBindings': null}, 'NetworkSettings': {'Ports': null}}",
                        nothing),
                argumentSet(
                        "a health of early drafts, as of Podman 4",
                        "{'State': {'Healthcheck': {'Status': 'starting'}}}",
                        ContainerDetails.builder()
                                .health(HealthState.STARTING)
                                .restartPolicy(RestartPolicy.NEVER)
                                .build()),
                argumentSet("no health", "{'State': {'Health': {'Status': 'none'}}}", nothing),
                argumentSet("no word for a health", "{'State': {'Health': {'Status': '?!'}}}", nothing),
                argumentSet(
                        "another health",
                        "{'State': {'Health': {'Status': 'Reset'}}}",
                        ContainerDetails.builder()
                                .health(HealthState.of("reset"))
                                .restartPolicy(RestartPolicy.NEVER)
                                .build()),
                argumentSet(
                        "another policy",
                        "{'HostConfig': {'RestartPolicy': {'Name': 'on-sundays'}}}",
                        ContainerDetails.builder().build()),
                argumentSet(
                        "ports that are none",
                        "{'HostConfig': {'PortBindings': {'x': [{}], '80/icmp': [{'HostPort': '1'}]}}}",
                        nothing),
                argumentSet(
                        "ports to come",
                        "{'HostConfig': {'PortBindings': {'80/tcp': [{'HostIp': '::1', 'HostPort': '0'}]}}, 'NetworkSettings': {'Ports': {}}}",
                        ContainerDetails.builder()
                                .port(PublishedPort.parse("[::1]::80"))
                                .restartPolicy(RestartPolicy.NEVER)
                                .build()),
                argumentSet(
                        "an end",
                        "{'State': {'Status': 'exited', 'ExitCode': 3}}",
                        ContainerDetails.builder()
                                .exitCode(3)
                                .restartPolicy(RestartPolicy.NEVER)
                                .build()),
                argumentSet("never begun", "{'State': {'Status': 'created', 'ExitCode': 0}}", nothing));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void whatIsNotThereOrNotKnownIsLeftOut(String text, ContainerDetails expected) {
        assertThat(details(text)).isEqualTo(expected);
    }

    private static Optional<HypervisorEvent> event(String text) {
        return new EventJson(Technology.DOCKER).read(json(text));
    }

    private static Stream<Arguments> healthEvents() {
        return Stream.of(
                argumentSet(
                        "of Docker",
                        "{'Action': 'health_status: unhealthy', 'timeNano': 5, 'Actor': {'ID': 'abc', 'Attributes': {'name': 'web'}}}"),
                argumentSet(
                        "of Podman",
                        "{'Action': 'health_status', 'HealthStatus': 'unhealthy', 'timeNano': 5, 'Actor': {'ID': 'abc', 'Attributes': {'name': 'web'}}}"));
    }

    @ParameterizedTest
    @MethodSource("healthEvents")
    void tellsChangesOfHealth(String text) {
        assertThat(event(text))
                .contains(new HealthChanged(
                        Instant.ofEpochSecond(0, 5), GuestId.of("abc"), "web", HealthState.UNHEALTHY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Action': 'health_status', 'Actor': {'ID': 'abc'}}",
                "{'Action': 'health_status: ', 'Actor': {'ID': 'abc'}}",
                "{'Action': 'sneeze', 'Actor': {'ID': 'abc'}}",
                "{'Action': 'exec_create: sh', 'Actor': {'ID': 'abc'}}",
                "{'Action': 'start'}",
                "{'Action': 'start', 'Actor': {'ID': ''}}",
                "{'Action': 7, 'Actor': 'abc'}"
            })
    void passesOverWhatIsOfNoInterest(String text) {
        assertThat(event(text)).isEmpty();
    }

    @Test
    void tellsThatMemoryRanOutByTheEventBeforeTheEnd() {
        EventJson events = new EventJson(Technology.DOCKER);
        events.read(json("{'Action': 'oom', 'Actor': {'ID': 'abc'}}"));

        assertThat(events.read(json("{'Action': 'die', 'Actor': {'ID': 'abc', 'Attributes': {'exitCode': '137'}}}")))
                .hasValueSatisfying(event ->
                        assertThat(((GuestEvent.StateChanged) event).reason()).contains(StateReason.OUT_OF_MEMORY));
        assertThat(events.read(json("{'Action': 'die', 'Actor': {'ID': 'abc', 'Attributes': {'exitCode': 'x'}}}")))
                .hasValueSatisfying(event ->
                        assertThat(((GuestEvent.StateChanged) event).reason()).contains(StateReason.EXITED));
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet(
                        "no such container",
                        404,
                        "{'message': 'No such container: x'}",
                        HypervisorException.NotFound.class),
                argumentSet(
                        "no such path", 404, "{'message': 'page not found'}", HypervisorException.Unsupported.class),
                argumentSet("no such path in text", 404, "Not Found", HypervisorException.Unsupported.class),
                argumentSet(
                        "taken", 409, "{'message': 'The name is already in use'}", HypervisorException.Conflict.class),
                argumentSet("state", 409, "{'message': 'Container is paused'}", HypervisorException.WrongState.class),
                argumentSet(
                        "a cause of Podman",
                        500,
                        "{'message': 'x', 'cause': 'container state improper'}",
                        HypervisorException.WrongState.class),
                argumentSet(
                        "a program of Podman",
                        500,
                        "{'message': 'container-init binary not found on the host: stat /x'}",
                        HypervisorException.Unsupported.class),
                argumentSet("forbidden", 403, "no", HypervisorException.PermissionDenied.class),
                argumentSet("nothing said", 500, "", HypervisorException.HostFailure.class),
                argumentSet("a status of tomorrow", 599, "{}", HypervisorException.HostFailure.class));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalsAreTyped(int status, String body, Class<?> type) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(Refusals.of(status, bytes, ABOUT)).isInstanceOf(type);
    }

    @Test
    void devicesByCdiComeFromFilesAndFromTheEngine(@TempDir Path root) throws Exception {
        Path etc = Files.createDirectories(root.resolve("etc/cdi"));
        Path run = Files.createDirectories(root.resolve("var/run/cdi"));
        Files.writeString(
                etc.resolve("a.json"),
                "{\"kind\": \"v.com/c\", \"devices\": [{\"name\": \"0\"}, {\"name\": \"../x\"}]}");
        Files.writeString(run.resolve("b.json"), "{\"kind\": \"v.com/c\", \"devices\": [{\"name\": \"1\"}]}");
        Files.writeString(run.resolve("broken.json"), "{\"kind\":");

        assertThat(DockerDevices.described(
                                root,
                                json(
                                        "{'DiscoveredDevices': [{'Source': 'cdi', 'ID': 'v.com/c=all'}, {'Source': 'x'}]}"))
                        .values())
                .containsExactly(
                        CdiDevice.describedBy("v.com/c=0", etc.resolve("a.json").toString()),
                        CdiDevice.describedBy("v.com/c=1", run.resolve("b.json").toString()),
                        CdiDevice.describedBy("v.com/c=all", "the engine"));
    }
}
