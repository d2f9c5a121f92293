/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done with the guests of a simulated vCenter, each seen from outside too. */
@Live(Engine.VCSIM)
class CapabilitiesLiveTest {
    private static final String NAME = "web";

    private static Vcsim simulator;

    private Hypervisor vcenter;
    private Guest guest;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(2).start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void open() {
        vcenter =
                new VsphereProvider().open(VsphereSubject.connection(simulator).build());
        guest = vcenter.define(GuestSpec.builder(NAME)
                        .vcpus(2)
                        .memory(MemorySize.ofMebibytes(256))
                        .build())
                .await();
    }

    @AfterEach
    void close() {
        simulator.calm();
        if (guest.info().state().isActive()) {
            simulator.cli().run("power-off", NAME);
        }
        simulator.cli().run("destroy", NAME);
        vcenter.close();
    }

    private Snapshots snapshots() {
        return guest.capability(Snapshots.class).require();
    }

    private Snapshot take(String name) {
        return snapshots().create(SnapshotSpec.builder(name).build()).await();
    }

    private PowerControl power() {
        return guest.capability(PowerControl.class).require();
    }

    @Test
    void takesSnapshotsThatOthersSeeAsTheSameTree() {
        Snapshot first = take("first");
        Snapshot second = take("second");
        assertThat(snapshots().revert(first.id()).await().state()).isEqualTo(GuestState.STOPPED);
        Snapshot third = take("third");
        assertThat(simulator.cli().run("snapshots", NAME).lines()).containsExactly("first", "  second", "  third *");
        assertThat(snapshots().list()).containsExactly(first, second, third);
        assertThat(second.parent()).contains(first.id());
        assertThat(third.parent()).contains(first.id());
        assertThat(snapshots().current()).contains(third);
    }

    @Test
    void keepsTwoSnapshotsOfOneNameApart() {
        Snapshot first = take("same");
        Snapshot second = take("same");
        assertThat(snapshots().delete(first.id()).await()).isEqualTo(first.id());
        assertThat(simulator.cli().run("snapshots", NAME).lines()).containsExactly("same *");
        assertThat(snapshots().list()).extracting(Snapshot::id).containsExactly(second.id());
    }

    @Test
    void keepsTheWordsOfASnapshot() {
        SnapshotSpec spec = SnapshotSpec.builder("a <b> & 'c'")
                .description("before\nthe \"update\"")
                .build();
        Snapshot taken = snapshots().create(spec).await();
        assertThat(taken.name()).isEqualTo(spec.name());
        assertThat(taken.description()).isEqualTo(spec.description());
        assertThat(taken.createdAt()).isPresent();
        assertThat(taken.state()).isEqualTo(GuestState.STOPPED);
        assertThat(simulator.cli().run("snapshots", NAME)).startsWith(spec.name());
    }

    @Test
    void asksForMemoryOnlyOfAGuestThatHasSome() {
        SnapshotSpec spec = SnapshotSpec.builder("memory").withMemory(true).build();
        assertThatThrownBy(() -> snapshots().create(spec).await()).isInstanceOf(HypervisorException.WrongState.class);
        guest.start().await();
        assertThat(snapshots().create(spec).await().state()).isEqualTo(GuestState.RUNNING);
        assertThat(simulator.lastRequest("CreateSnapshot_Task"))
                .contains("<memory>true</memory><quiesce>false</quiesce>");
    }

    @Test
    void quiescesNoGuestWithoutTools() {
        guest.start().await();
        SnapshotSpec spec = SnapshotSpec.builder("quiet").quiesce(true).build();
        assertThatThrownBy(() -> snapshots().create(spec).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("VMware Tools");
        assertThat(simulator.cli().run("snapshots", NAME)).isEmpty();
    }

    @Test
    void touchesNoSnapshotOfAnotherGuest() {
        Snapshot taken = take("mine");
        Guest other = vcenter.guest(vcenter.guests().asList().stream()
                .filter(info -> !info.name().equals(NAME))
                .findFirst()
                .orElseThrow()
                .id());
        Snapshots others = other.capability(Snapshots.class).require();
        assertThatThrownBy(() -> others.delete(taken.id()).await()).isInstanceOf(HypervisorException.NotFound.class);
        assertThat(simulator.cli().run("snapshots", NAME)).contains("mine");
    }

    @Test
    void resetsAGuestThatRuns() {
        assertThatThrownBy(() -> power().reset().await()).isInstanceOf(HypervisorException.WrongState.class);
        guest.start().await();
        int before = simulator.requests("ResetVM_Task");
        assertThat(power().reset().await().state()).isEqualTo(GuestState.RUNNING);
        assertThat(simulator.requests("ResetVM_Task")).isEqualTo(before + 1);
        assertThat(simulator.cli().run("list")).contains(NAME + "\tpoweredOn");
    }

    @Test
    void asksAGuestToShutDownAndWaits() {
        guest.start().await();
        assertThat(power().shutdown(ShutdownOptions.builder().build()).await().state())
                .isEqualTo(GuestState.STOPPED);
        assertThat(simulator.cli().run("list")).contains(NAME + "\tpoweredOff");
    }

    @Test
    void saysThatToolsAreMissing() {
        guest.start().await();
        simulator.fault("ShutdownGuest:ToolsUnavailable");
        assertThat(power().shutdownMethods()).containsExactly(ShutdownMethod.AGENT);
        assertThatThrownBy(() ->
                        power().shutdown(ShutdownOptions.builder().build()).await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("VMware Tools");
        assertThat(simulator.cli().run("list")).contains(NAME + "\tpoweredOn");
    }

    @Test
    void asksByNoOtherMethodThanTools() {
        guest.start().await();
        ShutdownOptions acpi =
                ShutdownOptions.builder().method(ShutdownMethod.ACPI).build();
        assertThatThrownBy(() -> power().shutdown(acpi).await()).isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(simulator.cli().run("list")).contains(NAME + "\tpoweredOn");
    }

    @Test
    void readsTheCountersOfAllThatRunByOneCall() {
        guest.start().await();
        int before = simulator.requests("RetrievePropertiesEx");
        BulkStatistics bulk = vcenter.capability(BulkStatistics.class).require();
        StatisticsListing all = bulk.read(GuestQuery.all());
        assertThat(simulator.requests("RetrievePropertiesEx")).isEqualTo(before + 1);
        assertThat(all.incomplete()).isEmpty();
        assertThat(all.asMap()).hasSize(3);
        assertThat(all.find(guest.id()).flatMap(GuestStatistics::memoryAssigned))
                .contains(MemorySize.ofMebibytes(256));
    }

    @Test
    void makesNoCounterUp() {
        Statistics statistics = guest.capability(Statistics.class).require();
        assertThatThrownBy(statistics::read).isInstanceOf(HypervisorException.WrongState.class);
        guest.start().await();
        GuestStatistics read = statistics.read();
        assertThat(read.memoryAssigned()).contains(MemorySize.ofMebibytes(256));
        assertThat(simulator.cli().run("property", NAME, "summary.quickStats.guestMemoryUsage"))
                .isEqualToIgnoringWhitespace("0");
        assertThat(List.of(read.memoryUsed(), read.cpuTime())).allMatch(Optional::isEmpty);
    }

    @Test
    void tellsTheConfigurationThatTheServerHas() {
        NativeDefinition definition = guest.capability(NativeDefinition.class).require();
        String uuid =
                simulator.cli().run("property", NAME, "config.uuid").strip().replace("\"", "");
        assertThat(uuid).hasSize(36);
        assertThat(definition.format()).isEqualTo("vsphere-config-xml");
        assertThat(definition.text())
                .startsWith("<config")
                .endsWith("</config>\n")
                .contains("<name>" + NAME + "</name>", "<uuid>" + uuid + "</uuid>", "<memoryMB>256</memoryMB>");
        assertThatThrownBy(() -> definition.replace(definition.text()).await())
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void changesCpusAndMemory() {
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        ResourceLimits more = ResourceLimits.builder()
                .vcpus(4)
                .memory(MemorySize.ofMebibytes(2048))
                .build();
        ResourceLimits now = tuning.apply(more).await();
        assertThat(now.vcpus()).hasValue(4);
        assertThat(now.memory()).contains(MemorySize.ofMebibytes(2048));
        assertThat(simulator.cli().run("list")).containsPattern(NAME + "\\tpoweredOff\\t[-0-9a-f]+\\t4\\t2048");
    }

    @Test
    void changesNothingThatTheServerDoesNotCount() {
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        int before = simulator.requests("ReconfigVM_Task");
        ResourceLimits odd =
                ResourceLimits.builder().memory(MemorySize.ofKibibytes(1500)).build();
        assertThatThrownBy(() -> tuning.apply(odd).await()).isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(() -> tuning.apply(
                                ResourceLimits.builder().maxProcesses(5).build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(simulator.requests("ReconfigVM_Task")).isEqualTo(before);
    }

    @Test
    void limitsCpuTimeInTheCyclesOfTheHost() {
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        assertThat(tuning.limits().cpuLimit()).isEmpty();
        ResourceLimits half = ResourceLimits.builder()
                .cpuLimit(new BigDecimal("0.5"))
                .cpuWeight(3000)
                .build();
        ResourceLimits now = tuning.apply(half).await();
        assertThat(now.cpuLimit().orElseThrow()).isBetween(new BigDecimal("0.499"), new BigDecimal("0.501"));
        assertThat(now.cpuWeight()).hasValue(3000);
        assertThat(simulator.cli().run("property", NAME, "config.cpuAllocation.shares"))
                .contains("\"Shares\":3000", "\"Level\":\"custom\"");
    }
}
