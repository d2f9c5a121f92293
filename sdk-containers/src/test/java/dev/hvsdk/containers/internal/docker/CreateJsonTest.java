/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.CdiDevice;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.HealthCheck;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CreateJsonTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("docker").operation("define");
    private static final Greeting DOCKER_20 = new Greeting(Dialect.DOCKER, "20.10.24", new ApiVersion(1, 41));
    private static final Greeting DOCKER_25 = new Greeting(Dialect.DOCKER, "25.0.0", new ApiVersion(1, 44));
    private static final Greeting PODMAN_5 = new Greeting(Dialect.PODMAN, "5.4.0", new ApiVersion(1, 44));

    private static GuestSpec.Builder spec() {
        return GuestSpec.builder("web").boot(BootSource.image("busybox", List.of()));
    }

    private static JsonNode made(UnaryOperator<ContainerOptions.Builder> options, Greeting greeting) {
        ContainerOptions built = options.apply(ContainerOptions.builder()).build();
        return reread(CreateJson.of(spec().with(built).build(), greeting, ABOUT));
    }

    /** As the engine will see it: a number is a number, whatever its class. */
    private static JsonNode reread(JsonNode json) {
        return Json.parse(json.toString().getBytes(StandardCharsets.UTF_8), ABOUT);
    }

    private static void assertMade(UnaryOperator<ContainerOptions.Builder> options, String json) {
        assertThat(made(options, DOCKER_25)).isEqualTo(json(json));
    }

    /** JSON with single quotes. */
    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ABOUT);
    }

    @Test
    void whatIsNotAskedForIsNotSaid() {
        assertMade(options -> options, "{'Image': 'busybox', 'HostConfig': {}}");
    }

    @Test
    void theProcessIsSetUp() {
        assertMade(
                options -> options.environment("A", "b=c")
                        .workingDirectory("/srv")
                        .user("12")
                        .label("k", "v")
                        .stopSignal("SIGINT")
                        .init(true)
                        .readOnlyRoot(true)
                        .hostname("web"),
                "{'Image': 'busybox', 'HostConfig': {'Init': true, 'ReadonlyRootfs': true}, 'Env': ['A=b=c'],"
                        + "'WorkingDir': '/srv', 'User': '12', 'StopSignal': 'SIGINT', 'Labels': {'k': 'v'}, 'Hostname': 'web'}");
    }

    @Test
    void limitsAndPoliciesAreSettingsOfTheHost() {
        JsonNode host = made(
                        options -> options.cpuLimit(new BigDecimal("0.5"))
                                .maxProcesses(50)
                                .restartPolicy(RestartPolicy.onFailure(3))
                                .addCapability("NET_ADMIN")
                                .dropCapability("ALL")
                                .networkMode("none"),
                        DOCKER_20)
                .path("HostConfig");

        assertThat(host)
                .isEqualTo(json(
                        "{'PidsLimit': 50, 'NanoCpus': 500000000, 'RestartPolicy': {'Name': 'on-failure', 'MaximumRetryCount': 3},"
                                + "'NetworkMode': 'none', 'CapAdd': ['NET_ADMIN'], 'CapDrop': ['ALL']}"));
    }

    @Test
    void mountsInMemoryAreApartFromOthers() {
        JsonNode host = made(
                        options -> options.mount(
                                        ContainerMount.bind("/srv", "/a:b").readOnly())
                                .mount(ContainerMount.volume("data", "/data"))
                                .mount(ContainerMount.tmpfs("/tmp").limitedTo(MemorySize.ofBytes(4096))),
                        DOCKER_20)
                .path("HostConfig");

        assertThat(host)
                .isEqualTo(json("{'Mounts': [{'Type': 'bind', 'Target': '/a:b', 'ReadOnly': true, 'Source': '/srv'},"
                        + "{'Type': 'volume', 'Target': '/data', 'ReadOnly': false, 'Source': 'data'}],"
                        + "'Tmpfs': {'/tmp': 'rw,size=4096'}}"));
    }

    @Test
    void aPortMayBePublishedTwice() {
        assertMade(
                options ->
                        options.port(PublishedPort.parse("127.0.0.1:8080:80")).port(PublishedPort.parse("[::1]::80")),
                "{'Image': 'busybox', 'HostConfig': {'PortBindings': {'80/tcp': ["
                        + "{'HostIp': '127.0.0.1', 'HostPort': '8080'}, {'HostIp': '::1'}]}}, 'ExposedPorts': {'80/tcp': {}}}");
    }

    @Test
    void timesOfAHealthCheckAreNanoseconds() {
        HealthCheck check = HealthCheck.builder(List.of("curl", "-f", "http://localhost/"))
                .interval(Duration.ofSeconds(2))
                .timeout(Duration.ofMillis(5))
                .startPeriod(Duration.ofSeconds(1))
                .startInterval(Duration.ofSeconds(1))
                .retries(4)
                .build();

        assertThat(made(options -> options.healthCheck(check), DOCKER_25).path("Healthcheck"))
                .isEqualTo(json("{'Test': ['CMD', 'curl', '-f', 'http://localhost/'], 'Interval': 2000000000,"
                        + "'Timeout': 5000000, 'StartPeriod': 1000000000, 'StartInterval': 1000000000, 'Retries': 4}"));
    }

    @Test
    void devicesAreNodesOrNamesOfCdi() {
        GuestSpec spec = spec().device(DeviceNode.builder("/dev/fuse").build())
                .device(CdiDevice.of("nvidia.com/gpu=0"))
                .with(ContainerOptions.builder().cdiDevice("nvidia.com/gpu=1").build())
                .build();

        assertThat(CreateJson.of(spec, DOCKER_25, ABOUT).path("HostConfig"))
                .isEqualTo(
                        json(
                                "{'DeviceRequests': [{'Driver': 'cdi', 'DeviceIDs': ['nvidia.com/gpu=1']},"
                                        + "{'Driver': 'cdi', 'DeviceIDs': ['nvidia.com/gpu=0']}],"
                                        + "'Devices': [{'PathOnHost': '/dev/fuse', 'PathInContainer': '/dev/fuse', 'CgroupPermissions': 'rwm'}]}"));
    }

    private static Arguments refused(
            String what, UnaryOperator<GuestSpec.Builder> spec, Greeting greeting, Support.Reason reason) {
        return argumentSet(what, spec.apply(spec()).build(), greeting, reason);
    }

    private static GuestExtension options(UnaryOperator<ContainerOptions.Builder> options) {
        return options.apply(ContainerOptions.builder()).build();
    }

    private static HealthCheck eager() {
        return HealthCheck.builder(List.of("true"))
                .startInterval(Duration.ofSeconds(1))
                .build();
    }

    private static Stream<Arguments> impossible() {
        Support.Reason none = Support.Reason.NO_SUCH_CONCEPT;
        return Stream.of(
                refused(
                        "CDI before Docker 25",
                        spec -> spec.device(CdiDevice.of("v.com/c=0")),
                        DOCKER_20,
                        Support.Reason.TOO_OLD),
                refused(
                        "CDI by Podman",
                        spec -> spec.device(CdiDevice.of("v.com/c=0")),
                        PODMAN_5,
                        Support.Reason.NOT_IMPLEMENTED),
                refused(
                        "an interval at the start before Docker 25",
                        spec -> spec.with(options(options -> options.healthCheck(eager()))),
                        DOCKER_20,
                        Support.Reason.TOO_OLD),
                refused(
                        "a PCI device",
                        spec -> spec.device(PciDevice.builder(PciAddress.parse("0000:01:00.0"))
                                .build()),
                        DOCKER_25,
                        none),
                refused("a disk", spec -> spec.disk(DiskSpec.builder("/a.img").build()), DOCKER_25, none),
                refused("another family's options", spec -> spec.with(new GuestExtension() {}), DOCKER_25, none),
                refused(
                        "two limits of CPUs",
                        spec -> spec.vcpus(1).with(options(options -> options.cpuLimit(BigDecimal.ONE))),
                        DOCKER_25,
                        none),
                refused(
                        "two networks",
                        spec -> spec.nic(NicSpec.builder("a").build())
                                .with(options(options -> options.networkMode("b"))),
                        DOCKER_25,
                        none),
                refused(
                        "ports without a network",
                        spec -> spec.with(
                                options(options -> options.networkMode("host").port(PublishedPort.of(1, 1)))),
                        DOCKER_25,
                        none));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refusesWhatTheEngineCannotMake(GuestSpec spec, Greeting greeting, Support.Reason reason) {
        assertThatThrownBy(() -> CreateJson.of(spec, greeting, ABOUT))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        error -> assertThat(error.reason()).isEqualTo(reason));
    }

    @Test
    void refusesWhatBootsFromNoImage() {
        assertThatThrownBy(() -> CreateJson.of(GuestSpec.builder("web").build(), DOCKER_25, ABOUT))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("BootSource.image");
    }

    @Test
    void previewsHaveTheNameAndNoSecrets() {
        GuestSpec spec = spec().with(options(options -> options.environment("A", "secret")))
                .build();

        assertThat(json(DockerPreview.preview(spec, DOCKER_25, ABOUT)))
                .isEqualTo(json("{'Name': 'web', 'Image': 'busybox', 'HostConfig': {}, 'Env': ['A=***']}"));
    }
}
