/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MigrateCommandTest {
    private final FakeHost here = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
    private final FakeHost there = FakeHost.kvm();

    /** Two hosts, told apart by their URIs. */
    private Hypervisor open(ConnectSpec spec) {
        return (spec.uri().toString().equals("fake:there") ? there : here).open(spec);
    }

    private final Bench bench = Bench.of(new OneHost(this::open));

    private static String[] args(String... more) {
        String[] args = new String[4 + more.length];
        System.arraycopy(new String[] {"migrate", "fake:here", "web", "fake:there"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return args;
    }

    private static List<String> guests(FakeHost fake) {
        try (Hypervisor host = fake.open()) {
            return host.guests().stream().map(GuestInfo::toString).toList();
        }
    }

    @Test
    void movesAGuest() {
        Run run = bench.hv(args("--timeout", "30s"));

        assertThat(run).isEqualTo(new Run(0, "web is running (migrated) on fake:there" + System.lineSeparator(), ""));
        assertThat(guests(here)).isEmpty();
        assertThat(guests(there)).containsExactly("web (running)");
        assertThat(here.leftovers()).isEmpty();
        assertThat(there.leftovers()).isEmpty();
    }

    @Test
    void keepsTheContractOfItsJson() throws IOException {
        Run run = bench.hv(args("--format", "json", "--offline", "--copy-storage"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonContract.validate("migrate", run.out());
        assertThat(JsonContract.parse(run.out()).at("/host/uri").asText()).isEqualTo("fake:there");
        assertThat(JsonContract.parse(run.out()).at("/guest/name").asText()).isEqualTo("web");
    }

    @Test
    void cancelsOnCtrlCAndTheGuestRunsOn() throws Exception {
        // 1 GiB at 16 MiB/s takes 64 seconds of the clock of the host, which stands still.
        CompletableFuture<Run> run = bench.begin(args("--bandwidth", "16M", "--max-downtime", "300ms"));
        while (here.journal().entries().stream().noneMatch(entry -> entry.call() == HostCall.MIGRATE)
                && !run.isDone()) {
            Thread.onSpinWait();
        }
        bench.interrupt();

        assertThat(run.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(3);
        assertThat(bench.err()).contains("interrupted: ", "web", "was cancelled");
        assertThat(guests(here)).containsExactly("web (running)");
        assertThat(guests(there)).isEmpty();
        assertThat(here.openConnections()).isZero();
        assertThat(there.openConnections()).isZero();
    }

    @Test
    void showsHowFarItIs() throws Exception {
        Bench person = Bench.onTerminal(new OneHost(this::open), InputStream.nullInputStream());
        CompletableFuture<Run> run = person.begin(args("--bandwidth", "16M"));
        // The line begins when the work is under way: a clock that is moved sooner moves past what is not yet waiting
        // for it.
        awaitOnScreen(person, run, " ...");
        here.clock().advance(Duration.ofSeconds(32));
        awaitOnScreen(person, run, "copying memory 50 %");
        here.clock().advance(Duration.ofSeconds(32));

        assertThat(run.get(30, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(person.err()).contains("copying memory 50 %").endsWith("\r\u001b[K");
    }

    private static void awaitOnScreen(Bench person, CompletableFuture<Run> run, String text) {
        while (!person.err().contains(text) && !run.isDone()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void saysWhichHostCannotBeReached() {
        there.faults().disconnect();

        Run run = bench.hv(args());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("hv: ").hasLineCount(1);
        assertThat(guests(here)).containsExactly("web (running)");
        assertThat(here.openConnections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"--bandwidth=100, it is a size with its unit", "--max-downtime=300, it is a time such as"})
    void refusesWhatIsNoRateOrTime(String option, String message) {
        Run run = bench.hv(args(option));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"300ms, PT0.3S", "1s500ms, PT1.5S", "2m, PT2M", "1h30m, PT1H30M", "1m1ms, PT1M0.001S"})
    void readsTimesAsPeopleWriteThem(String text, Duration time) {
        assertThat(Durations.parse(text)).isEqualTo(time);
    }
}
