/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Snapshots of fake guests: a tree, and a way back. */
class SnapshotTest {
    private final FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
    private final Hypervisor host = fake.open();
    private final Guest web = host.findGuest("web").orElseThrow();
    private final Snapshots snapshots = web.capability(Snapshots.class).require();

    @AfterEach
    void close() {
        host.close();
    }

    private Snapshot take(String name) {
        return snapshots.create(SnapshotSpec.builder(name).build()).await();
    }

    @Test
    void remembersWhatAndWhen() {
        fake.clock().advance(Duration.ofHours(1));

        Snapshot taken = snapshots
                .create(SnapshotSpec.builder("before upgrade")
                        .description("all was well")
                        .withMemory(true)
                        .build())
                .await();

        assertThat(taken.id()).isEqualTo("before upgrade");
        assertThat(taken.description()).contains("all was well");
        assertThat(taken.createdAt()).contains(fake.clock().instant());
        assertThat(taken.state()).isEqualTo(GuestState.RUNNING);
        assertThat(taken.holdsMemory()).isTrue();
        assertThat(taken.parent()).isEmpty();
    }

    @Test
    void growAsATree() {
        take("one");
        take("two");
        snapshots.revert("one").await();
        take("other");

        assertThat(snapshots.list()).extracting(Snapshot::name).containsExactly("one", "two", "other");
        assertThat(snapshots.list())
                .extracting(shot -> shot.parent().orElse("none"))
                .containsExactly("none", "one", "one");
        assertThat(snapshots.current().orElseThrow().name()).isEqualTo("other");
    }

    @Test
    void childrenOfADeletedOneGoToItsParent() {
        take("one");
        take("two");
        take("three");

        assertThat(snapshots.delete("two").await()).isEqualTo("two");
        assertThat(snapshots.list())
                .extracting(shot -> shot.parent().orElse("none"))
                .containsExactly("none", "one");
        assertThat(snapshots.current().orElseThrow().name()).isEqualTo("three");

        snapshots.delete("three").await();
        assertThat(snapshots.current().orElseThrow().name()).isEqualTo("one");
        snapshots.delete("one").await();
        assertThat(snapshots.current()).isEmpty();
        assertThat(snapshots.list()).isEmpty();
    }

    @Test
    void withMemoryTheGuestGoesOnAndWithoutItIsStopped() {
        snapshots.create(SnapshotSpec.builder("hot").withMemory(true).build()).await();
        take("cold");
        web.stop().await();

        GuestInfo hot = snapshots.revert("hot").await();
        assertThat(hot.state()).isEqualTo(GuestState.RUNNING);
        assertThat(hot.reason()).contains(StateReason.FROM_SNAPSHOT);
        assertThat(snapshots.revert("cold").await().state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void aStoppedGuestHasNoMemoryToKeep() {
        web.stop().await();

        assertThat(snapshots
                        .create(SnapshotSpec.builder("off").withMemory(true).build())
                        .await()
                        .holdsMemory())
                .isFalse();
    }

    @Test
    void changesAreSeenAsEvents() throws InterruptedException {
        try (RecordedEvents events = new RecordedEvents(fake, host)) {
            take("one");
            snapshots.revert("one").await();
            snapshots.delete("one").await();

            assertThat(events.textUntilNow())
                    .containsExactly("web changed", "web stopped (from-snapshot)", "web changed");
        }
    }

    @Test
    void refusesWhatCannotBe() {
        take("one");

        assertThatThrownBy(() -> take("one"))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("it has a snapshot one already");
        assertThatThrownBy(() -> take("a/b")).isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(() -> take(" ")).isInstanceOf(HypervisorException.Unsupported.class);
        fake.agent("web", FakeAgent.silent());
        assertThatThrownBy(() -> snapshots
                        .create(SnapshotSpec.builder("two").quiesce(true).build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("no agent");
        assertThatThrownBy(() -> snapshots.revert("none").await()).isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> snapshots.delete("none").await()).isInstanceOf(HypervisorException.NotFound.class);
        assertThat(snapshots.list()).hasSize(1);
    }

    @Test
    void vsphereTellsSnapshotsOfOneNameApart() {
        try (Hypervisor vsphere =
                FakeHost.vsphere().withGuest("web", GuestState.RUNNING).open()) {
            Snapshots shots = vsphere.findGuest("web")
                    .orElseThrow()
                    .capability(Snapshots.class)
                    .require();
            shots.create(SnapshotSpec.builder("daily").build()).await();
            shots.create(SnapshotSpec.builder("daily").build()).await();

            assertThat(shots.list()).extracting(Snapshot::id).containsExactly("snapshot-1", "snapshot-2");
            assertThat(shots.revert("snapshot-1").await().reason()).isEmpty();
        }
    }
}
