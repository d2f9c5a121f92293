/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Snapshots outside of the disks of a guest of a real QEMU, with so much written since that it takes its time to put them together. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KvmMergeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern JOB = Pattern.compile("\"device\": ?\"([^\"]+)\"");
    private static final long SLOW = 1 << 20;

    private Libvirtd daemon;
    private Hypervisor host;
    private String images;
    private Guest guest;

    @BeforeAll
    void start() {
        daemon = Libvirtd.setup().start();
        host = Kvms.open(daemon);
        images = Kvms.ownImages(daemon);
    }

    @AfterAll
    void stop() {
        host.close();
        daemon.close();
    }

    @BeforeEach
    void startAGuest() {
        String name = newName("merged");
        DiskSpec disk = DiskSpec.builder(images + "/" + name + ".qcow2")
                .size(MemorySize.ofMebibytes(256))
                .build();
        guest = Kvms.started(host, Kvms.bare(name).disk(disk).build());
    }

    @AfterEach
    void removeTheGuest() {
        Kvms.remove(guest);
    }

    private Snapshots snapshots() {
        return guest.capability(Snapshots.class).require();
    }

    private void snapshot(String name) {
        snapshots().create(SnapshotSpec.builder(name).build()).await(PATIENCE);
    }

    private QmpMonitor monitor() {
        return guest.capability(QmpMonitor.class).require();
    }

    /** As the guest would, by the device that it has. */
    private void write(int mebibytes) {
        String line = "qemu-io -d /machine/peripheral/virtio-disk0/virtio-backend \"write -P 1 0 " + mebibytes + "M\"";
        monitor().execute("human-monitor-command", Map.of("command-line", line));
        String allocation = daemon.virsh()
                .run("domblkinfo", guest.id().value(), "vda")
                .replaceAll("(?s).*Allocation: +([0-9]+).*", "$1");
        assertThat(Long.parseLong(allocation)).isGreaterThanOrEqualTo((long) mebibytes << 20);
    }

    private String definition() {
        return guest.capability(NativeDefinition.class).require().text();
    }

    private String files() {
        daemon.virsh().run("pool-refresh", "images");
        return daemon.virsh().run("vol-list", "images");
    }

    private String overlay(String snapshot) {
        return guest.info().name() + "." + snapshot;
    }

    /** From the first moment on, so that it is not over before anybody looks. */
    private CompletableFuture<Void> slowDown() {
        return CompletableFuture.runAsync(() -> {
            Matcher job = JOB.matcher(monitor().execute("query-block-jobs").text());
            while (!job.find()) {
                job = JOB.matcher(monitor().execute("query-block-jobs").text());
            }
            monitor().execute("block-job-set-speed", Map.of("device", job.group(1), "speed", SLOW));
        });
    }

    @Test
    void cancelledInTheMiddleItLeavesAllAsItWasAndCanBeDoneAgain() {
        snapshot("kept");
        write(128);
        CompletableFuture<Void> slow = slowDown();
        Operation<String> delete = snapshots().delete("kept");
        slow.join();

        Eventually.holds(delete::cancel);

        assertThatThrownBy(() -> delete.await(PATIENCE)).isInstanceOf(CancellationException.class);
        Eventually.holds(() -> !monitor().execute("query-block-jobs").text().contains("device"));
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(snapshots().list()).extracting(Snapshot::id).containsExactly("kept");
        assertThat(definition()).contains(overlay("kept"));

        assertThat(snapshots().delete("kept").await(PATIENCE)).isEqualTo("kept");
        assertThat(snapshots().list()).isEmpty();
        assertThat(definition()).doesNotContain(overlay("kept"));
    }

    @Test
    void removesTheFileThatTheGuestWroteTo() {
        snapshot("newest");
        assertThat(files()).contains(overlay("newest"));

        snapshots().delete("newest").await(PATIENCE);

        assertThat(files())
                .doesNotContain(overlay("newest"))
                .contains(guest.info().name() + ".qcow2");
    }

    @Test
    void leavesAFileOnWhichOthersMayBeBased() {
        snapshot("middle");
        snapshot("newest");

        snapshots().delete("middle").await(PATIENCE);

        assertThat(files()).contains(overlay("middle"), overlay("newest"));
        assertThat(definition()).contains(overlay("newest")).doesNotContain(overlay("middle"));
    }

    @Test
    void leavesAFileThatASnapshotIsInsideOf() {
        snapshot("outside");
        snapshots()
                .create(SnapshotSpec.builder("inside").withMemory(true).build())
                .await(PATIENCE);

        snapshots().delete("outside").await(PATIENCE);

        assertThat(files()).contains(overlay("outside"));
    }

    @Test
    void refusesToGoBackBeforeAnythingIsChanged() {
        snapshot("outside");
        String before = definition();

        assertThatThrownBy(() -> snapshots().revert("outside").await(PATIENCE))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("version 9.9")
                .hasMessageContaining("replace its disks");

        assertThat(definition()).isEqualTo(before);
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(snapshots().list()).extracting(Snapshot::id).containsExactly("outside");
    }
}
