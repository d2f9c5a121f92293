/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.live.Eventually;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the containers of Docker and Podman can do, at the engines themselves. */
abstract class ContainerCapabilitiesContract extends ContainerLab {
    /** What the engine says of a container that the kernel killed for its memory. */
    StateReason afterMemoryRanOut() {
        return StateReason.OUT_OF_MEMORY;
    }

    private static void awaitEnd(Guest guest) {
        Eventually.holds(() -> guest.info().state() == GuestState.STOPPED);
    }

    @Test
    void commandsHaveTwoStreamsAndACode() {
        ExecResult result = run(idle(), ExecSpec.of("sh", "-c", "echo good; echo bad >&2; exit 7"));

        assertThat(result.outputText()).isEqualTo("good\n");
        assertThat(result.errorText()).isEqualTo("bad\n");
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void commandsReadWhatTheyAreGivenEvenIfThatIsMuch() {
        byte[] input = new byte[1_000_000];
        Arrays.fill(input, (byte) 'x');

        ExecResult result = run(
                idle(),
                ExecSpec.builder(List.of("cat"))
                        .input(input)
                        .outputLimit(MemorySize.ofMebibytes(2))
                        .build());

        assertThat(result.output()).isEqualTo(input);
    }

    @Test
    void outputIsCutAtTheLimit() {
        ExecResult result = run(
                idle(),
                ExecSpec.builder(List.of("sh", "-c", "echo 0123456789"))
                        .outputLimit(MemorySize.ofBytes(4))
                        .build());

        assertThat(result.outputText()).isEqualTo("0123");
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void commandsRunWhereAndAsWhomTheyAreTold() {
        ExecResult result = run(
                idle(),
                ExecSpec.builder(List.of("sh", "-c", "pwd; id -u; echo $COLOUR"))
                        .workingDirectory("/tmp")
                        .user("12")
                        .environment("COLOUR", "blue; true")
                        .build());

        assertThat(result.outputText()).isEqualTo("/tmp\n12\nblue; true\n");
    }

    @Test
    void codesThatLookLikeAMissingCommandAreCodes() {
        assertThat(run(idle(), ExecSpec.of("sh", "-c", "exit 127")).exitCode()).isEqualTo(127);
    }

    @Test
    void runsNoCommandInAStoppedContainer() {
        Guest guest = idle();
        guest.stop().await(PATIENCE);

        assertThatThrownBy(() -> run(guest, ExecSpec.of("true"))).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void cancellingEndsTheWaitForACommand() {
        Operation<ExecResult> operation = of(idle(), GuestExec.class).run(ExecSpec.of("sleep", "1000"));

        Eventually.holds(operation::cancel);

        assertThatThrownBy(() -> operation.await(PATIENCE)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void logsHaveBothStreamsWithTheirTimes() {
        Guest guest = started("sh", "-c", "echo one; echo two >&2; printf three");
        awaitEnd(guest);

        List<LogLine> lines = of(guest, ContainerLogs.class).read(LogQuery.all());

        assertThat(lines).extracting(LogLine::text).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(lines).filteredOn(LogLine::isError).extracting(LogLine::text).containsExactly("two");
        assertThat(lines).allSatisfy(line -> assertThat(line.time()).isPresent());
    }

    @Test
    void readsTheLastLinesAlone() {
        Guest guest = started("sh", "-c", "echo one; echo two; echo three");
        awaitEnd(guest);

        assertThat(of(guest, ContainerLogs.class)
                        .read(LogQuery.builder().tail(2).build()))
                .extracting(LogLine::text)
                .containsExactly("two", "three");
    }

    @Test
    void followsALogToItsEnd() {
        Guest guest = started("sh", "-c", "echo first; while [ ! -e /tmp/go ]; do sleep 0.05; done; echo last");
        List<String> seen = new CopyOnWriteArrayList<>();
        Subscription following = of(guest, ContainerLogs.class).follow(LogQuery.all(), line -> seen.add(line.text()));
        Eventually.holds(() -> seen.contains("first"));

        run(guest, ExecSpec.of("touch", "/tmp/go"));

        Eventually.holds(() -> !following.isOpen());
        assertThat(seen).containsExactly("first", "last");
    }

    @Test
    void followsASilentLogUntilItIsClosed() {
        Subscription following =
                of(started("sleep", "1000"), ContainerLogs.class).follow(LogQuery.all(), line -> {});

        following.close();

        assertThat(following.isOpen()).isFalse();
        Eventually.holds(() -> threads("container-logs") == 0);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Test
    void countsMemoryWithoutTheFilesThatCouldGo() {
        Guest guest = idle();
        run(guest, ExecSpec.of("dd", "if=/dev/zero", "of=/tmp/file", "bs=1M", "count=16"));

        GuestStatistics statistics = of(guest, Statistics.class).read();

        assertThat(statistics.memoryAssigned()).contains(MEMORY);
        assertThat(statistics.cpuTime())
                .hasValueSatisfying(time -> assertThat(time).isPositive());
        long resident = statistics.memoryResident().orElseThrow().toBytes();
        assertThat(resident).isPositive();
        statistics
                .memoryUsed()
                .ifPresent(used -> assertThat(used.toBytes()).isPositive().isLessThan(resident));
    }

    @Test
    void countsNothingOfAStoppedContainer() {
        Guest guest = idle();
        guest.stop().await(PATIENCE);

        assertThatThrownBy(() -> of(guest, Statistics.class).read()).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void tellsThatMemoryRanOut() {
        Guest guest = started("sh", "-c", "x=a; while true; do x=$x$x; done");
        awaitEnd(guest);

        assertThat(guest.info().reason()).contains(afterMemoryRanOut());
    }

    @Test
    void tellsThatACommandEnded() {
        Guest guest = started("sh", "-c", "exit 3");
        awaitEnd(guest);

        assertThat(guest.info().reason()).contains(StateReason.EXITED);
    }

    @Test
    void namesAndCommandsReachNoShell() {
        Guest guest = started("echo", "a;touch /tmp/x", "$(id)", "`id`");
        awaitEnd(guest);

        assertThat(of(guest, ContainerLogs.class).read(LogQuery.all()))
                .extracting(LogLine::text)
                .containsExactly("a;touch /tmp/x $(id) `id`");
    }

    private void refuses(String name, String image) {
        GuestSpec spec = GuestSpec.builder(name)
                .boot(BootSource.image(image, List.of("true")))
                .build();

        assertThatThrownBy(() -> host().define(spec).await(PATIENCE)).isInstanceOf(HypervisorException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;touch /tmp/hv-trap",
                "$(touch /tmp/hv-trap)",
                "../../hv-trap",
                "%2e%2e%2fhv-trap",
                "a\nb",
                "a b",
                "a?force=1&name=hv-trap",
                "\u202egnp",
                "-rf"
            })
    void namesAndImagesThatAreNoneAreRefusedAndMakeNothing(String hostile) {
        refuses(hostile, daemon().image());
        refuses("hvcap-" + NUMBER.incrementAndGet(), hostile);
        refuses("hvcap-" + NUMBER.incrementAndGet(), "x".repeat(10_000));

        assertThat(host().guests()).isEmpty();
        assertThat(Path.of("/tmp/hv-trap")).doesNotExist();
    }
}
