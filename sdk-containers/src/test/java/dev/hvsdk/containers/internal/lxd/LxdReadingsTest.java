/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What LXD 5.0.2 answers, cut to what is read of it. */
class LxdReadingsTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("lxd").operation("test");

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ERRORS);
    }

    private static GuestInfo info(String text) {
        return InstanceJson.info(json(text), Dialect.LXD);
    }

    @Test
    void readsARunningContainerWithItsState() {
        GuestInfo info = info("{'name': 'web', 'project': 'default', 'status': 'Running', 'status_code': 103,"
                + " 'type': 'container', 'last_used_at': '2026-11-28T19:59:03.512391213Z',"
                + " 'expanded_config': {'limits.memory': '64MiB', 'limits.cpu': '0-2,5'},"
                + " 'state': {'cpu': {'usage': 6810937}, 'memory': {'usage': 614400}}}");

        assertThat(info.id()).isEqualTo(GuestId.of("web"));
        assertThat(info.state()).isEqualTo(GuestState.RUNNING);
        assertThat(info.technology()).contains(Technology.LXD);
        assertThat(info.memory()).contains(MemorySize.ofMebibytes(64));
        assertThat(info.vcpus()).hasValue(4);
        assertThat(info.cpuTime()).contains(Duration.ofNanos(6810937));
        assertThat(info.startedAt()).contains(Instant.parse("2026-11-28T19:59:03.512391213Z"));
    }

    @Test
    void aVirtualMachineIsOneOfKvm() {
        GuestInfo info = info("{'name': 'vm', 'type': 'virtual-machine', 'status_code': 102, 'project': 'shop'}");

        assertThat(info.technology()).contains(Technology.KVM);
        assertThat(info.id()).isEqualTo(GuestId.of("shop/vm"));
    }

    @ParameterizedTest
    @CsvSource({
        "102,STOPPED",
        "103,RUNNING",
        "106,RUNNING",
        "107,SHUTTING_DOWN",
        "109,PAUSED",
        "110,PAUSED",
        "111,RUNNING",
        "112,CRASHED",
        "113,RUNNING",
        "100,STOPPED",
        "999,STOPPED"
    })
    void codesAreStates(int code, GuestState state) {
        assertThat(info("{'name': 'web', 'status_code': " + code + "}").state()).isEqualTo(state);
    }

    @Test
    void saysWhyAStoppedOneIsStopped() {
        assertThat(info("{'name': 'a', 'status_code': 102, 'last_used_at': '1970-01-01T00:00:00Z'}")
                        .reason())
                .contains(StateReason.CREATED);
        assertThat(info("{'name': 'a', 'status_code': 102, 'last_used_at': '2026-11-28T19:59:03Z', 'stateful': true}")
                        .reason())
                .contains(StateReason.SAVED);
        assertThat(info("{'name': 'a', 'status_code': 102, 'last_used_at': '2026-11-28T19:59:03Z'}")
                        .reason())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "67108864,67108864",
        "64MiB,67108864",
        "64MB,64000000",
        "1GB,1000000000",
        "1 GiB,1073741824",
        "5kB,5000",
        "7bytes,7",
        "8B,8"
    })
    void readsSizes(String text, long bytes) {
        assertThat(LimitText.memory(text)).contains(MemorySize.ofBytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%", "", "x", "-1", "0", "1EiB", "999999999999999999PB"})
    void whatIsNoAmountIsNone(String text) {
        assertThat(LimitText.memory(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "x", "1-", "3-1", "1,,2"})
    void whatIsNoNumberOfCpusIsNone(String text) {
        assertThat(LimitText.cpus(text)).isEmpty();
    }

    @Test
    void limitsAreReadAsTheyAreWritten() {
        ResourceLimits limits = ResourceLimits.builder()
                .memory(MemorySize.ofMebibytes(64))
                .vcpus(2)
                .cpuLimit(new BigDecimal("1.25"))
                .cpuWeight(7)
                .maxProcesses(50)
                .build();

        ObjectNode config = LxdTuning.config(limits);

        assertThat(LxdTuning.limits(config)).isEqualTo(limits);
        assertThat(config.path("limits.cpu.allowance").asText()).isEqualTo("125ms/100ms");
        assertThat(LimitText.cpuLimit("50%")).isEmpty();
        assertThat(LimitText.cpuLimit("5ms/0ms")).isEmpty();
        assertThat(LimitText.ofCpuLimit(new BigDecimal("0.001"))).isEqualTo("1ms/100ms");
    }

    private static List<HypervisorEvent> events(String action, String source, String more) {
        return EventJson.read(
                json("{'type': 'lifecycle', 'timestamp': '2026-11-28T19:59:33.202284585Z', 'project': 'default',"
                        + " 'metadata': {'action': '" + action + "', 'source': '" + source + "'" + more + "}}"),
                "default",
                Dialect.LXD);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                argumentSet("started", "instance-started", GuestState.RUNNING, StateReason.BOOTED),
                argumentSet("restarted", "instance-restarted", GuestState.RUNNING, StateReason.BOOTED),
                argumentSet("an older version", "container-started", GuestState.RUNNING, StateReason.BOOTED),
                argumentSet("resumed", "instance-resumed", GuestState.RUNNING, null),
                argumentSet("paused", "instance-paused", GuestState.PAUSED, StateReason.USER),
                argumentSet("shutdown", "instance-shutdown", GuestState.STOPPED, StateReason.SHUTDOWN),
                argumentSet("stopped", "instance-stopped", GuestState.STOPPED, null));
    }

    @ParameterizedTest
    @MethodSource("states")
    void eventsTellStates(String action, GuestState state, @Nullable StateReason reason) {
        assertThat(events(action, "/1.0/instances/web", ""))
                .singleElement()
                .isInstanceOfSatisfying(GuestEvent.StateChanged.class, changed -> {
                    assertThat(changed.guest()).isEqualTo(GuestId.of("web"));
                    assertThat(changed.state()).isEqualTo(state);
                    assertThat(changed.reason()).isEqualTo(Optional.ofNullable(reason));
                    assertThat(changed.time()).isEqualTo(Instant.parse("2026-11-28T19:59:33.202284585Z"));
                });
    }

    @Test
    void aNewNameIsAnotherGuest() {
        assertThat(events("instance-renamed", "/1.0/instances/new", ", 'context': {'old_name': 'old'}"))
                .satisfiesExactly(
                        gone -> assertThat(gone)
                                .isInstanceOfSatisfying(
                                        GuestEvent.Undefined.class,
                                        event -> assertThat(event.guest()).isEqualTo(GuestId.of("old"))),
                        there -> assertThat(there)
                                .isInstanceOfSatisfying(
                                        GuestEvent.Defined.class,
                                        event -> assertThat(event.guest()).isEqualTo(GuestId.of("new"))));
    }

    @Test
    void whatIsNotOfAnInstanceOfThisProjectIsNotTold() {
        assertThat(events("instance-snapshot-created", "/1.0/instances/web/snapshots/s1", ""))
                .isEmpty();
        assertThat(events("image-deleted", "/1.0/images/503af4", "")).isEmpty();
        assertThat(events("instance-exec", "/1.0/instances/web", "")).isEmpty();
        assertThat(events("instance-started", "", "")).isEmpty();
        assertThat(EventJson.read(
                        json("{'project': 'shop', 'metadata': {'action': 'instance-started',"
                                + " 'source': '/1.0/instances/web?project=shop'}}"),
                        "default",
                        Dialect.LXD))
                .isEmpty();
    }

    @Test
    void idsNameTheProjectUnlessItIsTheDefault() {
        assertThat(InstanceId.of(GuestId.of("web"))).isEqualTo(new InstanceId("default", "web"));
        assertThat(InstanceId.of(GuestId.of("shop/web"))).isEqualTo(new InstanceId("shop", "web"));
        assertThat(new InstanceId("shop", "web").guest()).isEqualTo(GuestId.of("shop/web"));
        assertThat(InstanceId.ofPath("/1.0/instances/web?project=shop", "shop"))
                .contains(new InstanceId("shop", "web"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("a state", 400, "The instance is already running", HypervisorException.WrongState.class),
                argumentSet("frozen", 400, "The container isn't running", HypervisorException.WrongState.class),
                argumentSet(
                        "a taken name",
                        400,
                        "This \\\"instances\\\" entry already exists",
                        HypervisorException.Conflict.class),
                argumentSet(
                        "taken at once", 409, "Volume by that name already exists", HypervisorException.Conflict.class),
                argumentSet("absent", 404, "Instance not found", HypervisorException.NotFound.class),
                argumentSet("an unknown path", 404, "not found", HypervisorException.Unsupported.class),
                argumentSet("forbidden", 403, "not authorized", HypervisorException.PermissionDenied.class),
                argumentSet("late", 400, "context deadline exceeded", HypervisorException.TimedOut.class),
                argumentSet(
                        "deaf",
                        400,
                        "Failed shutting down instance, status is \\\"Running\\\": shutting down the container failed",
                        HypervisorException.TimedOut.class),
                argumentSet("without CRIU", 400, "CRIU isn't installed", HypervisorException.Unsupported.class),
                argumentSet("a failure", 500, "Invalid config: x", HypervisorException.HostFailure.class),
                argumentSet("starting", 503, "daemon is starting up", HypervisorException.HostFailure.class));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalsAreTyped(int status, String text, Class<?> type) {
        byte[] body = ("{\"type\":\"error\",\"error_code\":" + status + ",\"error\":\"" + text + "\"}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Replies.refusal(status, body, ERRORS)).isInstanceOf(type);
    }

    private static final String SNAPSHOTS = "[{'name': 'a/2', 'created_at': '2026-11-28T20:00:02Z',"
            + " 'config': {'user.hvsdk.snapshot': '1', 'volatile.last_state.power': 'RUNNING'}},"
            + " {'name': '1', 'created_at': '2026-11-28T20:00:01Z', 'config': {}},"
            + " {'name': '3', 'created_at': '2026-11-28T20:00:03Z', 'config': {'user.hvsdk.snapshot': '1/2'}}]";

    @Test
    void snapshotsAreATreeByTheKeyThatWasLeft() {
        SnapshotTree tree = SnapshotTree.of(json("{'user.hvsdk.snapshot': '1/2/3'}"), json(SNAPSHOTS));

        assertThat(tree.list()).extracting(Snapshot::id).containsExactly("1", "2", "3");
        assertThat(tree.list())
                .extracting(Snapshot::parent)
                .containsExactly(Optional.empty(), Optional.of("1"), Optional.of("2"));
        assertThat(tree.list())
                .extracting(Snapshot::state)
                .containsExactly(GuestState.STOPPED, GuestState.RUNNING, GuestState.STOPPED);
        assertThat(tree.current()).map(Snapshot::id).contains("3");
        assertThat(tree.pathOfCurrent()).isEqualTo("1/2/3");
    }

    @Test
    void childrenOfWhatIsGoneAreThoseOfItsParent() {
        JsonNode left = json("[{'name': '1', 'created_at': '2026-11-28T20:00:01Z', 'config': {}},"
                + " {'name': '3', 'created_at': '2026-11-28T20:00:03Z', 'config': {'user.hvsdk.snapshot': '1/2'}}]");

        SnapshotTree tree = SnapshotTree.of(json("{'user.hvsdk.snapshot': '1/2'}"), left);

        assertThat(tree.find("3").flatMap(Snapshot::parent)).contains("1");
        assertThat(tree.current()).map(Snapshot::id).contains("1");
    }

    @Test
    void aYoungerSnapshotOfTheSameNameIsNoParent() {
        JsonNode again = json("[{'name': '1', 'created_at': '2026-11-28T20:00:09Z', 'config': {}},"
                + " {'name': '3', 'created_at': '2026-11-28T20:00:03Z', 'config': {'user.hvsdk.snapshot': '1'}}]");

        assertThat(SnapshotTree.of(json("{}"), again).find("3").flatMap(Snapshot::parent))
                .isEmpty();
    }

    @Test
    void aDefinitionIsReadWithoutSecretsAndWrittenWithThem() {
        JsonNode before = json("{'name': 'web', 'status': 'Running', 'description': '', 'profiles': ['default'],"
                + " 'config': {'user.password': 's3cret', 'limits.cpu': '1', 'volatile.uuid': 'u'}, 'devices': {}}");
        ObjectNode text = LxdDefinition.redacted(before);
        ((ObjectNode) text.path("config")).put("limits.cpu", "2").remove("volatile.uuid");

        ObjectNode merged = LxdDefinition.merged(text, before);

        assertThat(text.toString()).doesNotContain("s3cret").doesNotContain("status");
        assertThat(merged.path("config"))
                .isEqualTo(json("{'user.password': 's3cret', 'limits.cpu': '2', 'volatile.uuid': 'u'}"));
        assertThat(merged.has("name")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.3.1/24,10.0.3.0/24",
        "10.77.200.9/22,10.77.200.0/22",
        "1.2.3.4/32,1.2.3.4/32",
        "255.1.1.1/0,0.0.0.0/0"
    })
    void anAddressIsInANetwork(String address, String subnet) {
        assertThat(LxdNetworks.subnet(address)).contains(subnet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "auto", "", "fd00::1/64", "1.2.3.4/33", "1.2.3/8", "999.1.1.1/8", "host/8"})
    void whatIsNoAddressIsInNone(String address) {
        assertThat(LxdNetworks.subnet(address)).isEmpty();
    }

    @Test
    void theBridgeHasTheFirstAddress() {
        NetworkSpec spec =
                NetworkSpec.builder("n").mode("nat").subnet("10.9.0.0/16").build();

        assertThat(LxdNetworks.config(spec, ERRORS).path("ipv4.address").asText())
                .isEqualTo("10.9.0.1/16");
        assertThatThrownBy(() ->
                        LxdNetworks.config(NetworkSpec.builder("n").mode("vlan").build(), ERRORS))
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void aCommandIsGivenAsWords() {
        ExecSpec spec = ExecSpec.builder(List.of("echo", "a;b"))
                .user("12:13")
                .environment("A", "b c")
                .build();

        ObjectNode body = LxdExec.body(spec, spec.command(), ERRORS);

        assertThat(body)
                .isEqualTo(json("{'interactive': false, 'wait-for-websocket': true, 'command': ['echo', 'a;b'],"
                        + " 'environment': {'A': 'b c'}, 'user': 12, 'group': 13}"));
    }

    @Test
    void linesOfAConsoleEndAsThoseOfATerminal() {
        assertThat(LxdLogs.lines("one\r\ntwo\n\r\nfour".getBytes(StandardCharsets.UTF_8)))
                .extracting(LogLine::text)
                .containsExactly("one", "two", "", "four");
    }

    @Test
    void socketsAreLookedForWhereTheVariablesSayOrElseInTheUsualPlaces() {
        assertThat(new Sockets(Map.of("LXD_DIR", "/srv/lxd", "LXD_SOCKET", "/run/l.sock")).of(Dialect.LXD))
                .hasToString("[/run/l.sock (LXD_SOCKET)]");
        assertThat(new Sockets(Map.of("LXD_DIR", "/srv/lxd", "LXD_SOCKET", " ")).of(Dialect.LXD))
                .hasToString("[/srv/lxd/unix.socket (LXD_DIR)]");
        assertThat(new Sockets(Map.of("LXD_DIR", "/srv/lxd")).of(Dialect.INCUS))
                .hasToString("[/run/incus/unix.socket (a usual place), /var/lib/incus/unix.socket (a usual place)]");
        assertThat(new Sockets(Map.of()).of(Dialect.LXD))
                .extracting(place -> place.socket().toString())
                .containsExactly("/var/snap/lxd/common/lxd/unix.socket", "/var/lib/lxd/unix.socket");
    }
}
