/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.vmware.VsphereCounter;
import dev.hvsdk.vmware.VspherePerformance;
import dev.hvsdk.vmware.VsphereSample;
import dev.hvsdk.vmware.VsphereSamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The performance counters of more guests than one call asks for; the simulator makes the numbers up, but not their names. */
@Live(Engine.VCSIM)
class PerformanceLiveTest {
    private static final int GUESTS = 230;

    private static Vcsim simulator;

    private Hypervisor vcenter;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(GUESTS).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void open() {
        vcenter =
                new VsphereProvider().open(VsphereSubject.connection(simulator).build());
    }

    @AfterEach
    void close() {
        simulator.calm();
        vcenter.close();
    }

    private VspherePerformance performance() {
        return vcenter.capability(VspherePerformance.class).require();
    }

    @Test
    void readsAHundredGuestsByACall() {
        VspherePerformance performance = performance();
        performance.counters();
        int questions = simulator.requests("QueryPerf");
        int listings = simulator.requests("RetrievePropertiesEx");

        VsphereSamples samples = performance.read(GuestQuery.all());

        assertThat(samples.guests()).hasSize(GUESTS);
        assertThat(samples.incomplete()).isEmpty();
        assertThat(simulator.requests("QueryPerf")).isEqualTo(questions + 3);
        assertThat(simulator.requests("RetrievePropertiesEx")).isEqualTo(listings + 1);
    }

    @Test
    void asksForTheNamesOfCountersOnceASession() {
        performance().read(GuestQuery.all());
        int before = simulator.requests("RetrievePropertiesEx");
        performance().read(GuestQuery.all());
        assertThat(performance().counters()).isNotEmpty();
        assertThat(simulator.requests("RetrievePropertiesEx")).isEqualTo(before + 1);

        simulator.cli().run("terminate", "all");
        assertThat(performance().read(GuestQuery.all()).guests()).hasSize(GUESTS);
        int after = simulator.requests("RetrievePropertiesEx");
        performance().read(GuestQuery.all());
        assertThat(simulator.requests("RetrievePropertiesEx")).isBetween(after + 1, after + 2);
    }

    @Test
    void tellsUnitsPartsAndTheInterval() {
        GuestInfo guest = vcenter.guests().asList().get(0);
        VsphereSamples samples = performance()
                .read(
                        GuestQuery.builder().name(guest.name()).build(),
                        List.of("cpu.usage.average", "cpu.used.summation", "net.received.average"));

        assertThat(samples.guests()).containsOnlyKeys(guest.id());
        VsphereSample sample = Objects.requireNonNull(samples.guests().get(guest.id()));
        assertThat(sample.interval()).isEqualTo(Duration.ofSeconds(20));
        BigDecimal usage = sample.find("cpu.usage.average").orElseThrow();
        assertThat(usage.scale()).isEqualTo(2);
        assertThat(usage).isBetween(BigDecimal.ZERO, new BigDecimal(100));
        assertThat(sample.parts("cpu.used.summation")).containsOnlyKeys("0");
        assertThat(sample.parts("net.received.average")).containsKeys("4000");
        assertThat(sample.metrics())
                .extracting(metric -> metric.counter().toString())
                .containsOnly(
                        "cpu.usage.average in percent",
                        "cpu.used.summation in millisecond",
                        "net.received.average in kiloBytesPerSecond");
    }

    @Test
    void namesWhatTheServerMeasures() {
        assertThat(performance().counters())
                .extracting(VsphereCounter::name)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("cpu.ready.summation", "virtualDisk.read.average");
        assertThat(performance().counters())
                .filteredOn(counter -> counter.name().equals("mem.active.average"))
                .singleElement()
                .satisfies(counter -> assertThat(counter.kind()).isEqualTo("absolute"));
    }

    @Test
    void refusesACounterThatTheServerDoesNotHave() {
        int before = simulator.requests("QueryPerf");
        assertThatThrownBy(() -> performance().read(GuestQuery.all(), List.of("cpu.usage.average", "cpu.use")))
                .isInstanceOf(HypervisorException.NotFound.class)
                .hasMessageContaining("cpu.use")
                .hasMessageContaining("counters()");
        assertThat(simulator.requests("QueryPerf")).isEqualTo(before);
    }

    @Test
    void leavesOutAGuestThatDoesNotRun() {
        GuestId off = vcenter.guests().asList().get(7).id();
        vcenter.guest(off).stop().await();
        try {
            assertThat(performance().read(GuestQuery.all()).guests())
                    .hasSize(GUESTS - 1)
                    .doesNotContainKey(off);
        } finally {
            vcenter.guest(off).start().await();
        }
    }

    @Test
    void leavesOutAGuestThatVanishesMeanwhile() throws InterruptedException {
        GuestInfo last = vcenter.guests().asList().get(GUESTS - 1);
        VspherePerformance performance = performance();
        performance.counters();
        simulator.delay("QueryPerf", Duration.ofMillis(500));
        int before = simulator.requests("QueryPerf");
        Thread remover = new Thread(() -> {
            while (simulator.requests("QueryPerf") == before) {
                Thread.onSpinWait();
            }
            simulator.cli().run("power-off", last.name());
            simulator.cli().run("unregister", last.name());
        });
        remover.start();

        VsphereSamples samples = performance.read(GuestQuery.all());
        remover.join();

        assertThat(samples.guests()).hasSize(GUESTS - 1).doesNotContainKey(last.id());
        // Three hundreds, and the last of them once more without it.
        assertThat(simulator.requests("QueryPerf")).isEqualTo(before + 4);
        simulator.calm();
        simulator.kill();
        simulator.restart();
    }
}
