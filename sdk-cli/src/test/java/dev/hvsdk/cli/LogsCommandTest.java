/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.FollowedLog;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.FakeHost;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsCommandTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final FakeHost fake = FakeHost.containers().withGuest("web", GuestState.RUNNING);
    private final Log log = new Log();
    private final Bench bench = Bench.of(new OneHost(this::open));

    private Hypervisor open(ConnectSpec spec) {
        return ConsoleHost.view(
                Hypervisor.class,
                fake.open(spec),
                (method, answer) ->
                        answer instanceof Optional<?> found ? found.map(guest -> withLog((Guest) guest)) : answer);
    }

    private Guest withLog(Guest guest) {
        return ConsoleHost.view(
                Guest.class,
                guest,
                (method, answer) -> method.getName().equals("capability") ? Support.available(log) : answer);
    }

    private Run logs(String... more) {
        String[] args = new String[3 + more.length];
        System.arraycopy(new String[] {"logs", "fake:containers", "web"}, 0, args, 0, 3);
        System.arraycopy(more, 0, args, 3, more.length);
        return bench.hv(args);
    }

    @Test
    void keepsBothStreamsApart() {
        assertThat(logs()).isEqualTo(new Run(0, "one\nthree\n", "two\n"));
        assertThat(log.asked.tail()).isEmpty();
        assertThat(log.asked.since()).isEmpty();
    }

    @Test
    void asksForNoMoreThanIsWanted() {
        logs("--tail", "20", "--since", "2026-01-01T11:00:00Z");

        assertThat(log.asked.tail()).hasValue(20);
        assertThat(log.asked.since()).contains(Instant.parse("2026-01-01T11:00:00Z"));
    }

    @Test
    void countsBackFromNow() {
        Instant before = Instant.now();
        logs("--since", "10m");

        assertThat(log.asked.since().orElseThrow())
                .isBetween(before.minusSeconds(600), Instant.now().minusSeconds(600));
    }

    @Test
    void saysWhenALineWasWritten() {
        assertThat(logs("--timestamps").out()).isEqualTo("2026-01-01T12:00:00Z one\n- three\n");
    }

    @Test
    void writesOneObjectALine() throws IOException {
        List<String> lines = logs("--format", "json").out().lines().toList();

        assertThat(lines).hasSize(3);
        for (String line : lines) {
            JsonContract.validate("logs", line);
        }
        assertThat(JsonContract.parse(lines.get(1)).path("stream").asText()).isEqualTo("error");
    }

    @Test
    void followsUntilTheContainerStops() throws Exception {
        CompletableFuture<Run> run = bench.begin("logs", "fake:containers", "web", "-f");
        log.followed.get(30, TimeUnit.SECONDS);
        log.write(LogLine.of("four", false, NOON));
        log.stop();

        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(new Run(0, "one\nthree\nfour\n", "two\n"));
    }

    @Test
    void failsWhereTheLogBreaksOff() throws Exception {
        CompletableFuture<Run> run = bench.begin("logs", "fake:containers", "web", "-f");
        log.followed.get(30, TimeUnit.SECONDS);
        log.breakOff();

        Run ended = run.get(30, TimeUnit.SECONDS);
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("hv: ").contains("the engine went");
    }

    @Test
    void endsAtOnceWhenInterrupted() throws Exception {
        CompletableFuture<Run> run = bench.begin("logs", "fake:containers", "web", "--follow");
        log.followed.get(30, TimeUnit.SECONDS);
        bench.interrupt();

        run.get(30, TimeUnit.SECONDS);
        assertThat(log.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tail=-1", "--tail=x", "--since=yesterday", "--since=2026-01-01T12"})
    void refusesWhatIsNoNumberAndNoTime(String option) {
        Run run = logs(option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("hv: ").contains(option.substring(0, option.indexOf('=')));
    }

    @Test
    void saysThatAMachineKeepsNone() {
        Run run = Bench.of(FakeHost.kvm().withGuest("vm", GuestState.RUNNING)).hv("logs", "fake:kvm", "vm");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).startsWith("hv: ").contains("ContainerLogs");
    }

    /** Three lines, and those which the test adds. */
    private static final class Log implements ContainerLogs, FollowedLog {
        private final CompletableFuture<Void> followed = new CompletableFuture<>();
        private LogQuery asked = LogQuery.all();
        private volatile Consumer<? super LogLine> listener = line -> {};
        private volatile boolean isOpen;
        private volatile @Nullable HypervisorException failure;

        @Override
        public List<LogLine> read(LogQuery query) {
            asked = query;
            return List.of(
                    LogLine.of("one", false, NOON), LogLine.of("two", true, NOON), LogLine.of("three", false, null));
        }

        @Override
        public FollowedLog follow(LogQuery query, Consumer<? super LogLine> listener) {
            isOpen = true;
            this.listener = listener;
            read(query).forEach(listener);
            followed.complete(null);
            return this;
        }

        void write(LogLine line) {
            listener.accept(line);
        }

        void stop() {
            isOpen = false;
        }

        void breakOff() {
            failure = ErrorFactory.of("docker").operation("follow logs").unreachable("the engine went");
            isOpen = false;
        }

        @Override
        public Optional<HypervisorException> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void close() {
            isOpen = false;
        }
    }
}
