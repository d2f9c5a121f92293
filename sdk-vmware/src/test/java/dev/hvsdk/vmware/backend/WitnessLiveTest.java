/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Tool;
import dev.hvsdk.live.Vcsim;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each change confirmed from outside, by pyvmomi, which shares nothing with the SDK but the server. */
@Live({Engine.VCSIM, Engine.PYVMOMI})
class WitnessLiveTest {
    private static final String NAME = "witnessed";

    private static Vcsim simulator;
    private static Tool pyvmomi;

    private Hypervisor host;
    private Guest guest;

    @BeforeAll
    static void start() {
        simulator = Vcsim.setup().guests(1).start();
        pyvmomi = simulator.pyvmomi();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void open() {
        host = new VsphereProvider().open(VsphereSubject.connection(simulator).build());
        guest = host.define(GuestSpec.builder(NAME)
                        .vcpus(2)
                        .memory(MemorySize.ofMebibytes(256))
                        .build())
                .await();
    }

    @AfterEach
    void close() {
        if (guest.info().state().isActive()) {
            simulator.cli().run("power-off", NAME);
        }
        simulator.cli().run("destroy", NAME);
        host.close();
    }

    /** All that pyvmomi tells of all guests is what the SDK tells, and of this one it is what we wanted. */
    private void seen(String state, String cpus, String mebibytes) {
        assertThat(Witnessed.all(pyvmomi))
                .containsExactlyInAnyOrderElementsOf(Witnessed.all(host))
                .filteredOn(one -> one.name().equals(NAME))
                .extracting(Witnessed::state, Witnessed::cpus, Witnessed::mebibytes)
                .containsExactly(tuple(state, cpus, mebibytes));
    }

    @Test
    void makesWhatOthersSee() {
        seen("poweredOff", "2", "256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b\\c", "100% %2f", "<b>&amp;'\"]]>", "Gäste \uD83D\uDE00", "$(id); -x", "a\tb"})
    void keepsNamesThatWouldBeMarkupOrPathsElsewhere(String name) {
        Guest named = host.define(GuestSpec.builder(name).build()).await();
        try {
            assertThat(host.guests().asList()).extracting(GuestInfo::name).contains(name);
            String escaped = name.replace("%", "%25").replace("/", "%2f").replace("\\", "%5c");
            assertThat(pyvmomi.run("list")
                            .lines()
                            .map(line -> line.replaceFirst("\t[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*$", "")))
                    .contains(escaped);
        } finally {
            named.undefine().await();
        }
    }

    @Test
    void changesStatesThatOthersSee() {
        guest.start().await();
        seen("poweredOn", "2", "256");
        guest.pause().await();
        seen("suspended", "2", "256");
        guest.resume().await();
        seen("poweredOn", "2", "256");
        guest.stop().await();
        seen("poweredOff", "2", "256");
    }

    @Test
    void seesTheStatesThatOthersMake() {
        pyvmomi.run("power-on", NAME);
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        pyvmomi.run("suspend", NAME);
        assertThat(guest.info().state()).isEqualTo(GuestState.PAUSED);
        pyvmomi.run("power-off", NAME);
        assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void refusesToStartWhatOthersHaveStarted() {
        pyvmomi.run("power-on", NAME);
        assertThatThrownBy(() -> guest.start().await()).isInstanceOf(HypervisorException.WrongState.class);
        seen("poweredOn", "2", "256");
    }

    @Test
    void tellsTheRaceThatTheServerDecided() {
        simulator.fault("PowerOnVM_Task:InvalidPowerState:0:1");
        assertThatThrownBy(() -> guest.start().await()).isInstanceOf(HypervisorException.WrongState.class);
        simulator.calm();
        seen("poweredOff", "2", "256");
    }

    @Test
    void changesHardwareThatOthersSee() {
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        ResourceLimits more = ResourceLimits.builder()
                .vcpus(4)
                .memory(MemorySize.ofGibibytes(2))
                .build();
        tuning.apply(more).await();
        seen("poweredOff", "4", "2048");
    }

    @Test
    void takesRevertsAndRemovesSnapshotsThatOthersSee() {
        Snapshots snapshots = guest.capability(Snapshots.class).require();
        Snapshot first = take(snapshots, "first");
        Snapshot second = take(snapshots, "second");
        assertThat(tree()).isEqualTo("first\n  second *");
        snapshots.revert(first.id()).await();
        assertThat(tree()).isEqualTo("first *\n  second");
        snapshots.delete(second.id()).await();
        assertThat(tree()).isEqualTo("first *");
    }

    private static Snapshot take(Snapshots snapshots, String name) {
        return snapshots.create(SnapshotSpec.builder(name).build()).await();
    }

    private static String tree() {
        return pyvmomi.run("snapshots", NAME);
    }
}
