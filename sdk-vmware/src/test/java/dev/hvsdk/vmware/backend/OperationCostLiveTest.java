/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.live.VcsimTraffic;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many calls one operation takes: nothing is asked again and again until it is done. */
@Live(Engine.VCSIM)
class OperationCostLiveTest {
    private static Vcsim simulator;
    private static Hypervisor host;
    private static Guest guest;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(1).start();
        host = new VsphereProvider().open(VsphereSubject.connection(simulator).build());
        guest = host.guest(host.guests().asList().get(0).id());
    }

    @AfterAll
    static void stop() {
        host.close();
        simulator.close();
    }

    private static int calls() {
        return simulator.traffic().values().stream()
                .mapToInt(VcsimTraffic::calls)
                .sum();
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                operation("info", 1, Guest::info),
                operation("stop", 4, one -> one.stop().await()),
                operation("start", 4, one -> one.start().await()),
                operation("pause", 4, one -> one.pause().await()),
                operation("resume", 4, one -> one.resume().await()),
                operation(
                        "reset",
                        4,
                        one -> one.capability(PowerControl.class)
                                .require()
                                .reset()
                                .await()),
                operation(
                        "four CPUs",
                        4,
                        one -> one.capability(ResourceTuning.class)
                                .require()
                                .apply(ResourceLimits.builder().vcpus(4).build())
                                .await()),
                operation(
                        "take a snapshot",
                        5,
                        one -> snapshots(one)
                                .create(SnapshotSpec.builder("one").build())
                                .await()),
                operation("list snapshots", 1, one -> snapshots(one).list()),
                operation(
                        "revert",
                        6,
                        one -> snapshots(one).revert(first(one).id()).await()),
                operation(
                        "delete a snapshot",
                        5,
                        one -> snapshots(one).delete(first(one).id()).await()));
    }

    private static Arguments operation(String name, int calls, Consumer<Guest> operation) {
        return argumentSet(name, calls, operation);
    }

    private static Snapshots snapshots(Guest one) {
        return one.capability(Snapshots.class).require();
    }

    private static Snapshot first(Guest one) {
        return snapshots(one).list().get(0);
    }

    /** One after the other, on one guest. */
    @ParameterizedTest
    @MethodSource("operations")
    void takesFewCalls(int most, Consumer<Guest> operation) {
        int before = calls();
        operation.accept(guest);
        assertThat(calls() - before).isLessThanOrEqualTo(most);
    }

    /** Each wait ends with news of the task, or with its end. */
    @Test
    void waitsForATaskAndDoesNotAskAgainAndAgain() {
        try (Vcsim slow = Vcsim.setup()
                        .guests(1)
                        .fault("PowerOffVM_Task:slow.1500")
                        .start();
                Hypervisor patient = new VsphereProvider()
                        .open(VsphereSubject.connection(slow).build())) {
            Guest waited = patient.guest(patient.guests().asList().get(0).id());
            int before = slow.requests("RetrievePropertiesEx");
            waited.stop().await();
            assertThat(slow.requests("RetrievePropertiesEx") - before).isLessThanOrEqualTo(3);
            assertThat(slow.requests("PowerOffVM_Task")).isOne();
            assertThat(slow.requests("CreatePropertyCollector"))
                    .isEqualTo(slow.requests("DestroyPropertyCollector"))
                    .isOne();
        }
    }
}
