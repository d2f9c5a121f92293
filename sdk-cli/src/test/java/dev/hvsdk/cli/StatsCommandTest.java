/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StatsCommandTest {
    private final FakeHost fake = host();

    private static FakeHost host() {
        GuestSpec web = GuestSpec.builder("web")
                .memory(MemorySize.ofGibibytes(2))
                .disk(DiskSpec.builder("default/web").build())
                .nic(NicSpec.builder("default").build())
                .build();
        FakeHost host = FakeHost.kvm()
                .withGuest(web, GuestState.RUNNING)
                .withGuest("db", GuestState.RUNNING)
                .withGuest("old", GuestState.STOPPED);
        host.clock().advance(Duration.ofMinutes(2));
        return host;
    }

    private Run stats(String... more) {
        return Bench.of(fake).hv(args(more));
    }

    private static String[] args(String... more) {
        String[] args = new String[2 + more.length];
        args[0] = "stats";
        args[1] = "fake:kvm";
        System.arraycopy(more, 0, args, 2, more.length);
        return args;
    }

    @Test
    void showsWhatTheGuestsThatRunHaveUsed() {
        Run run = stats();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).matches("NAME +CPU TIME +USES +HAS +ON HOST +READ +WRITTEN +RECEIVED +SENT");
        assertThat(run.lines().get(1)).matches("web +2m 0s +1 GiB +2 GiB +1.1 GiB +480 MiB +120 MiB +30 MiB +15 MiB");
        assertThat(run.lines().get(2)).as("without disks and interfaces").matches("db +2m 0s .*B +- +- +- +-");
    }

    @Test
    void showsOneGuest() {
        Run run = stats("web");

        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(1)).startsWith("web  ");
        assertThat(stats("wen").err()).contains("did you mean 'web'?");
    }

    @Test
    void keepsTheContractOfItsJson() throws IOException {
        Run run = stats("--format", "json");

        JsonContract.validate("stats", run.out());
        JsonNode web = JsonContract.parse(run.out()).at("/guests/0");
        assertThat(web.get("name").asText()).isEqualTo("web");
        assertThat(web.get("cpuTimeNanos").asLong()).isEqualTo(120_000_000_000L);
        assertThat(web.at("/disks/0/readBytes").asLong()).isEqualTo(480L << 20);
        assertThat(web.at("/nics/0/sentBytes").asLong()).isEqualTo(15L << 20);
        JsonContract.validate("stats", stats("web", "--format=json").out());
    }

    @Test
    void saysWhichGuestCouldNotBeRead() throws IOException {
        fake.faults().on(HostCall.READ_STATISTICS).forGuest("db").fail(HypervisorException.HostFailure.class);

        Run json = stats("--format=json");
        Run table = stats();

        JsonContract.validate("stats", json.out());
        assertThat(JsonContract.parse(json.out()).at("/incomplete/0/name").asText())
                .isEqualTo("db");
        assertThat(table.out()).contains("Could not be read").contains("db: ");
    }

    /** The host without the counters of many guests at once. */
    private Hypervisor openWithoutBulk(ConnectSpec spec) {
        return ConsoleHost.view(
                Hypervisor.class,
                fake.open(spec),
                (method, answer) -> method.getName().equals("capability")
                        ? Support.unavailable(Support.Reason.NOT_IMPLEMENTED, "one by one")
                        : answer);
    }

    private Run oneByOne(String... more) {
        return Bench.of(new OneHost(this::openWithoutBulk)).hv(args(more));
    }

    @Test
    void readsGuestsOneByOneWhereTheHostCanDoNoMore() {
        assertThat(oneByOne()).isEqualTo(stats());
        assertThat(oneByOne("--format=json")).isEqualTo(stats("--format=json"));
    }

    @Test
    void readsTheOtherGuestsWhereOneFails() {
        fake.faults().on(HostCall.READ_GUEST).forGuest("web").fail(HypervisorException.HostFailure.class);
        fake.faults().on(HostCall.READ_GUEST).forGuest("db").fail(HypervisorException.NotFound.class);

        Run run = oneByOne();

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("Could not be read");
        assertThat(run.out()).contains("web: ").doesNotContain("db");
    }

    @Test
    void saysThatNoGuestRuns() {
        assertThat(Bench.of(FakeHost.kvm()).hv("stats", "fake:kvm").out().strip())
                .isEqualTo("no guest runs");
    }

    @Test
    void showsRatesFromTheSecondReadingOn() throws Exception {
        Bench bench = Bench.onTerminal(fake);
        CompletableFuture<Run> run = bench.begin(args("web", "--every", "2s", "--count", "2"));
        while (!bench.out().contains("web") && !run.isDone()) {
            Thread.onSpinWait();
        }
        fake.clock().advance(Duration.ofSeconds(10));

        String out = run.get(30, TimeUnit.SECONDS).out();
        int erased = out.indexOf("\r\u001b[2A\u001b[J");
        assertThat(erased).isPositive();
        assertThat(out.substring(0, erased)).containsPattern("web +- +1 GiB +2 GiB +- +- +- +-");
        assertThat(out.substring(erased)).containsPattern("web +100 % +1 GiB +2 GiB +4 MiB/s +1 MiB/s +256 KiB/s");
    }

    @Test
    void printsOneObjectALine() throws IOException {
        Run run = stats("--every=1ms", "--count=3", "--format=json");

        assertThat(run.lines()).hasSize(3);
        for (String line : run.lines()) {
            JsonContract.validate("stats", line);
        }
    }

    @Test
    void endsInOrderOnCtrlC() throws Exception {
        Bench bench = Bench.of(fake);
        CompletableFuture<Run> run = bench.begin(args("--every", "1h"));
        while (!bench.out().contains("web") && !run.isDone()) {
            Thread.onSpinWait();
        }
        bench.interrupt();

        assertThat(run.get(30, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(fake.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--count=2", "--every=1s --count=0", "--every=0s", "--every=2"})
    void refusesWhatMakesNoSense(String options) {
        Run run = stats(options.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void neverShowsMoreThanTheTerminal() {
        FakeHost big = FakeHost.kvm().withGuests(100, GuestState.RUNNING);

        Run run = Bench.onTerminal(big).hv(args("--every=1ms", "--count=1"));

        assertThat(run.lines()).hasSize(11);
        assertThat(run.lines().get(10)).isEqualTo("91 lines not shown");
    }

    @ParameterizedTest
    @CsvSource({"10, 0, true", "0, 0, false", "10, 1, false"})
    void knowsNoRateWhereTheGuestBeganAnewOrTheClockStoodStill(long seconds, long fewer, boolean isKnown) {
        Rates rates =
                Rates.between(counters(Instant.EPOCH, 10), counters(Instant.EPOCH.plusSeconds(seconds), 10 - fewer));

        assertThat(rates.cpuPercent().isPresent()).isEqualTo(isKnown);
        assertThat(rates.of(Rates::read).isPresent()).isEqualTo(isKnown);
    }

    private static GuestStatistics counters(Instant time, long count) {
        return GuestStatistics.builder(time)
                .cpuTime(Duration.ofSeconds(count))
                .disk(new DiskCounters("vda", MemorySize.ofBytes(count), MemorySize.ZERO))
                .build();
    }
}
