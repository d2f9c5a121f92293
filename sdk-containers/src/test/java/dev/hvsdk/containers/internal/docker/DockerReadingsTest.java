/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.ContainerCounters;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DockerReadingsTest {
    private static final ErrorFactory ABOUT = ErrorFactory.of("docker").operation("test");
    private static final Instant TIME = Instant.parse("2026-11-28T16:00:00Z");

    /** JSON with single quotes. */
    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ABOUT);
    }

    private static GuestStatistics statistics(String memory) {
        return DockerStatistics.read(json("{'memory_stats': " + memory + "}"), json("{}"), TIME);
    }

    private static Stream<Arguments> memories() {
        return Stream.of(
                argumentSet(
                        "version 1, with children",
                        "{'usage': 1000, 'stats': {'inactive_file': 100, 'total_inactive_file': 300}}",
                        700L),
                argumentSet("version 2", "{'usage': 1000, 'stats': {'inactive_file': 100}}", 900L),
                argumentSet("more files than usage", "{'usage': 10, 'stats': {'inactive_file': 100}}", 0L));
    }

    @ParameterizedTest
    @MethodSource("memories")
    void memoryInUseIsWithoutFilesThatCouldGo(String memory, long used) {
        assertThat(statistics(memory).memoryUsed()).contains(MemorySize.ofBytes(used));
    }

    private static Stream<Arguments> rawMemories() {
        return Stream.of(
                argumentSet(
                        "version 1, as Docker 20.10 gives it",
                        "{'usage': 1000, 'stats': {'cache': 1, 'inactive_file': 2, 'total_cache': 400, 'total_inactive_file': 300}}",
                        400L),
                argumentSet(
                        "version 2, with memory.stat's names",
                        "{'usage': 1000, 'stats': {'anon': 500, 'file': 450, 'inactive_file': 300}}",
                        450L));
    }

    @ParameterizedTest
    @MethodSource("rawMemories")
    void rawMemoryIsTold(String memory, long cache) {
        ContainerCounters counters =
                DockerCounters.read(new Counted(json("{}"), json("{'memory_stats': " + memory + "}"), TIME));

        assertThat(counters)
                .isEqualTo(ContainerCounters.builder(TIME)
                        .memoryUsage(MemorySize.ofBytes(1000))
                        .inactiveFile(MemorySize.ofBytes(300))
                        .pageCache(MemorySize.ofBytes(cache))
                        .build());
    }

    @Test
    void countersHaveLimitsAndThrottling() {
        ContainerCounters counters = DockerCounters.read(new Counted(
                json("{'HostConfig': {'Memory': 4096, 'PidsLimit': 50}}"),
                json(
                        "{'pids_stats': {'current': 3, 'limit': 18446744073709551615}, 'memory_stats': {'limit': 4096},"
                                + "'cpu_stats': {'throttling_data': {'periods': 9, 'throttled_periods': 2, 'throttled_time': 1500}}}"),
                TIME));

        assertThat(counters)
                .isEqualTo(ContainerCounters.builder(TIME)
                        .memoryLimit(MemorySize.ofBytes(4096))
                        .processes(3)
                        .maxProcesses(50)
                        .periods(9)
                        .throttledPeriods(2)
                        .throttledTime(Duration.ofNanos(1500))
                        .build());
    }

    @Test
    void whatIsNotLimitedHasNoLimits() {
        ContainerCounters counters = DockerCounters.read(
                new Counted(json("{'HostConfig': {'Memory': 0, 'PidsLimit': -1}}"), json("{}"), TIME));

        assertThat(counters).isEqualTo(ContainerCounters.builder(TIME).build());
    }

    @Test
    void memoryInUseIsUnknownIfTheEngineTellsNoFiles() {
        GuestStatistics statistics = statistics("{'usage': 1000, 'limit': 5000}");

        assertThat(statistics.memoryUsed()).isEmpty();
        assertThat(statistics.memoryResident()).contains(MemorySize.ofBytes(1000));
        assertThat(statistics.memoryAssigned()).isEmpty();
    }

    @Test
    void countsProcessorsDisksAndNetworks() {
        GuestStatistics statistics = DockerStatistics.read(
                json(
                        "{'cpu_stats': {'cpu_usage': {'total_usage': 1500}}, 'networks': {'eth0': {'rx_bytes': 3, 'tx_bytes': 4}},"
                                + "'blkio_stats': {'io_service_bytes_recursive': ["
                                + "{'major': 8, 'minor': 0, 'op': 'Read', 'value': 5}, {'major': 8, 'minor': 0, 'op': 'Write', 'value': 6},"
                                + "{'major': 8, 'minor': 0, 'op': 'Total', 'value': 11}]}}"),
                json("{'HostConfig': {'Memory': 4096}}"),
                TIME);

        assertThat(statistics.cpuTime()).contains(Duration.ofNanos(1500));
        assertThat(statistics.memoryAssigned()).contains(MemorySize.ofBytes(4096));
        assertThat(statistics.nics())
                .containsExactly(new NicCounters("eth0", MemorySize.ofBytes(3), MemorySize.ofBytes(4)));
        assertThat(statistics.disks())
                .containsExactly(new DiskCounters("8:0", MemorySize.ofBytes(5), MemorySize.ofBytes(6)));
    }

    @Test
    void whatIsNullIsUnknown() {
        GuestStatistics statistics = DockerStatistics.read(
                json("{'networks': null, 'blkio_stats': {'io_service_bytes_recursive': null}, 'memory_stats': {}}"),
                json("{}"),
                TIME);

        assertThat(statistics).isEqualTo(GuestStatistics.builder(TIME).build());
    }

    @ParameterizedTest
    @CsvSource({"NanoCpus: 1500000000, 1.5", "CpuQuota: 50000, 0.5", "CpuQuota: 300 | CpuPeriod: 100, 3"})
    void limitsOfProcessorsComeInTwoForms(String form, BigDecimal cpus) {
        ResourceLimits limits = DockerTuning.limits(
                json("{'HostConfig': {" + form.replace('|', ',').replaceAll("(\\w+):", "'$1':") + "}}"));

        assertThat(limits.cpuLimit())
                .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(cpus));
    }

    @Test
    void zeroAndMinusOneAreNoLimits() {
        assertThat(DockerTuning.limits(
                        json("{'HostConfig': {'Memory': 0, 'NanoCpus': 0, 'PidsLimit': -1, 'CpuShares': 0}}")))
                .isEqualTo(ResourceLimits.builder().build());
    }

    @Test
    void swapIsChangedWithMemoryUnlessItIsFree() {
        ResourceLimits limits =
                ResourceLimits.builder().memory(MemorySize.ofBytes(50)).build();

        assertThat(DockerTuning.changes(limits, json("{'MemorySwap': 20}"), ABOUT)
                        .toString())
                .isEqualTo(json("{'Memory': 50, 'MemorySwap': 100}").toString());
        assertThat(DockerTuning.changes(limits, json("{'MemorySwap': -1}"), ABOUT)
                        .toString())
                .isEqualTo(json("{'Memory': 50, 'MemorySwap': -1}").toString());
    }

    @Test
    void processorsAreLimitedInTheFormThatIsThere() {
        ResourceLimits limits =
                ResourceLimits.builder().cpuLimit(new BigDecimal("0.5")).build();

        assertThat(DockerTuning.changes(limits, json("{}"), ABOUT).toString())
                .isEqualTo(json("{'NanoCpus': 500000000}").toString());
        assertThat(DockerTuning.changes(limits, json("{'CpuQuota': 1, 'CpuPeriod': 1000}"), ABOUT)
                        .toString())
                .isEqualTo(json("{'CpuPeriod': 1000, 'CpuQuota': 500}").toString());
    }

    @Test
    void refusesTwoLimitsOfOneKind() {
        ResourceLimits both =
                ResourceLimits.builder().vcpus(1).cpuLimit(BigDecimal.ONE).build();

        assertThatThrownBy(() -> DockerTuning.changes(both, json("{}"), ABOUT))
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void definitionsShowNoValueOfTheEnvironment() {
        JsonNode inspected = json("{'Name': '/web', 'Config': {'Env': ['PASSWORD=secret=1', 'EMPTY']}}");

        assertThat(DockerDefinition.redacted(inspected).toString())
                .isEqualTo(json("{'Name': '/web', 'Config': {'Env': ['PASSWORD=***', 'EMPTY']}}")
                        .toString());
        assertThat(inspected.toString()).contains("secret=1");
    }

    @ParameterizedTest
    @CsvSource({
        "created, STOPPED",
        "running, RUNNING",
        "restarting, RUNNING",
        "paused, PAUSED",
        "exited, STOPPED",
        "dead, CRASHED",
        "stopping, SHUTTING_DOWN",
        "Stopped, STOPPED",
        "hibernating, STOPPED",
        "'', STOPPED"
    })
    void knowsTheStatesOfBothEngines(String status, GuestState state) {
        assertThat(ContainerJson.state(status)).isEqualTo(state);
    }

    private static Stream<Arguments> ends() {
        return Stream.of(
                argumentSet("by itself", "{'Status': 'exited', 'ExitCode': 3}", StateReason.EXITED),
                argumentSet("by a signal to kill", "{'Status': 'exited', 'ExitCode': 137}", StateReason.DESTROYED),
                argumentSet(
                        "by a lack of memory",
                        "{'Status': 'exited', 'ExitCode': 137, 'OOMKilled': true}",
                        StateReason.OUT_OF_MEMORY),
                argumentSet("never begun", "{'Status': 'created', 'ExitCode': 0}", StateReason.CREATED));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void tellsHowAContainerEnded(String state, StateReason reason) {
        assertThat(ContainerJson.inspected(
                                json("{'Id': 'abc', 'Name': '/web', 'State': " + state + "}"), Technology.DOCKER)
                        .reason())
                .contains(reason);
    }
}
