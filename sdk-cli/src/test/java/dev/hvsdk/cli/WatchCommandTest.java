/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.testkit.FakeHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WatchCommandTest {
    private final FakeHost fake =
            FakeHost.kvm().withGuest("web", GuestState.RUNNING).withGuest("db", GuestState.STOPPED);

    /** Watches, and returns once the guests were shown, so that it hears what happens from now on. */
    private static CompletableFuture<Run> watching(Bench bench, String... more) {
        String[] args = new String[2 + more.length];
        System.arraycopy(new String[] {"watch", "fake:kvm"}, 0, args, 0, 2);
        System.arraycopy(more, 0, args, 2, more.length);
        CompletableFuture<Run> run = bench.begin(args);
        while (!bench.out().contains("db") && !run.isDone()) {
            Thread.onSpinWait();
        }
        return run;
    }

    private static Run ended(CompletableFuture<Run> run) throws Exception {
        return run.get(30, TimeUnit.SECONDS);
    }

    private void change(String guest, boolean on) {
        try (Hypervisor host = fake.open()) {
            var handle = host.findGuest(guest).orElseThrow();
            (on ? handle.start() : handle.stop()).await();
        }
    }

    @Test
    void printsGuestsAndThenEventsAsLines() throws Exception {
        CompletableFuture<Run> run = watching(Bench.of(fake), "--count", "2");
        change("web", false);
        change("db", true);

        assertThat(ended(run).exitCode()).isZero();
        assertThat(ended(run).err()).isEmpty();
        assertThat(ended(run).lines())
                .anySatisfy(line -> assertThat(line.strip()).matches("db +stopped.*"));
        assertThat(ended(run).out()).doesNotContain("\u001b");
        List<String> events = ended(run).lines().stream()
                .filter(line -> line.startsWith("2026-"))
                .toList();
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).matches("2026-\\S+Z +web stopped \\(destroyed\\)");
        assertThat(events.get(1)).matches("2026-\\S+Z +db running \\(booted\\)");
        assertThat(fake.openConnections()).isZero();
    }

    @Test
    void writesATableAnewOnATerminal() throws Exception {
        CompletableFuture<Run> run = watching(Bench.onTerminal(fake), "--count", "1");
        change("db", true);

        String out = ended(run).out();
        int erased = out.indexOf("\r\u001b[5A\u001b[J");
        assertThat(erased).isPositive();
        assertThat(out.substring(0, erased)).containsPattern("db +stopped").contains("2 guests, 1 running");
        assertThat(out.substring(erased)).containsPattern("db +running +booted").contains("2 guests, 2 running");
    }

    @Test
    void neverDrawsMoreThanTheTerminalShows() throws Exception {
        FakeHost big = FakeHost.kvm().withGuest("db", GuestState.STOPPED).withGuests(100, GuestState.RUNNING);
        CompletableFuture<Run> run = watching(Bench.onTerminal(big), "--for", "1s");

        assertThat(ended(run).lines()).hasSizeLessThan(12);
        assertThat(ended(run).out()).contains("101 guests, 100 running, 94 not shown");
    }

    @Test
    void printsOneObjectALine() throws Exception {
        CompletableFuture<Run> run = watching(Bench.of(fake), "--count", "1", "--format", "json");
        change("web", false);

        List<String> lines = ended(run).lines();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            JsonContract.validate("watch", line);
        }
        assertThat(JsonContract.parse(lines.get(0)).at("/guests/1/name").asText())
                .isEqualTo("db");
        assertThat(JsonContract.parse(lines.get(1)).get("type").asText()).isEqualTo("state-changed");
        assertThat(JsonContract.parse(lines.get(1)).get("state").asText()).isEqualTo("stopped");
    }

    @Test
    void readsTheGuestsAgainWhereEventsWereLost() throws Exception {
        CompletableFuture<Run> run = watching(Bench.of(fake), "--count", "1", "--format", "json");
        fake.faults().loseEvents(1);
        change("db", true);

        List<String> lines = ended(run).lines();
        assertThat(lines).hasSize(3);
        JsonContract.validate("watch", lines.get(1));
        assertThat(JsonContract.parse(lines.get(1)).get("lost").asLong()).isEqualTo(1);
        assertThat(JsonContract.parse(lines.get(2)).at("/guests/1/state").asText())
                .isEqualTo("running");
    }

    @Test
    void readsTheGuestsAgainAfterTheConnectionBroke() throws Exception {
        CompletableFuture<Run> run = watching(Bench.of(fake), "--count", "1");
        fake.faults().disconnect();
        fake.faults().reconnect();

        assertThat(ended(run).out()).contains("reconnected: what happened").containsPattern("(?s)db.*reconnected.*db");
    }

    @Test
    void showsGuestsThatComeAndGo() throws Exception {
        CompletableFuture<Run> run = watching(Bench.onTerminal(fake), "--count", "2");
        try (Hypervisor host = fake.open()) {
            host.define(GuestSpec.builder("new").build()).await().undefine().await();
        }

        assertThat(ended(run).out()).contains("new defined", "new undefined");
        assertThat(ended(run).lines().get(ended(run).lines().size() - 1)).contains("2 guests, 1 running");
    }

    @Test
    void endsInOrderOnCtrlC() throws Exception {
        Bench bench = Bench.of(fake);
        CompletableFuture<Run> run = watching(bench);
        bench.interrupt();

        assertThat(ended(run).exitCode()).isZero();
        assertThat(ended(run).err()).isEmpty();
        assertThat(fake.openConnections()).isZero();
        assertThat(fake.leftovers()).isEmpty();
    }

    @Test
    void endsWhenItsTimeIsOver() {
        Run run = Bench.of(fake).hv("watch", "fake:kvm", "--for", "1s");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("web", "db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--count=0", "--count=-1", "--count=x", "--for=never"})
    void refusesEndsThatAreNone(String option) {
        Run run = Bench.of(fake).hv("watch", "fake:kvm", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option.substring(0, 5)).hasLineCount(1);
    }

    @Test
    void tellsAGapOfItsOwnBehindWhatWasHeard() {
        EventQueue queue = new EventQueue();
        HypervisorEvent event = new HypervisorEvent.Reconnected(Instant.EPOCH);
        for (int i = 0; i < 10_003; i++) {
            queue.accept(event);
        }

        for (int i = 0; i < 10_000; i++) {
            assertThat(queue.next(Duration.ZERO)).contains(event);
        }
        assertThat(queue.next(Duration.ZERO))
                .get()
                .isInstanceOfSatisfying(
                        HypervisorEvent.Lost.class,
                        lost -> assertThat(lost.atLeast()).isEqualTo(3));
        assertThat(queue.next(Duration.ZERO)).isEmpty();
    }
}
