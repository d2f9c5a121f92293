/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest that is undefined is gone, and its disks are not, whoever made them. */
@Live(Engine.VCSIM)
class RemovalLiveTest {
    private static final String STORE = "LocalDS_0";

    private Vcsim simulator;
    private Hypervisor host;

    @BeforeEach
    void start() {
        simulator = Vcsim.setup().guests(1).start();
        host = new VsphereProvider().open(VsphereSubject.connection(simulator).build());
    }

    @AfterEach
    void stop() {
        host.close();
        simulator.close();
    }

    private List<String> disks() {
        return host.capability(StoragePools.class).require().volumes(STORE).stream()
                .map(StorageVolume::name)
                .toList();
    }

    private Guest guest() {
        return host.define(GuestSpec.builder("mine")
                        .disk(DiskSpec.builder(STORE + "/mine/data")
                                .size(MemorySize.ofMebibytes(8))
                                .build())
                        .build())
                .await();
    }

    static Stream<Arguments> waysToTheEnd() {
        return Stream.of(
                way("new", guest -> {}),
                way("stopped", guest -> {
                    guest.start().await();
                    guest.stop().await();
                }),
                way("suspended", guest -> {
                    guest.start().await();
                    guest.pause().await();
                }),
                way(
                        "with a snapshot",
                        guest -> guest.capability(Snapshots.class)
                                .require()
                                .create(SnapshotSpec.builder("before").build())
                                .await()));
    }

    private static Arguments way(String name, Consumer<Guest> way) {
        return argumentSet(name, way);
    }

    @ParameterizedTest
    @MethodSource("waysToTheEnd")
    void leavesTheDisks(Consumer<Guest> way) {
        List<String> before = disks();
        Guest guest = guest();
        way.accept(guest);
        guest.undefine().await();

        assertThat(host.findGuest("mine")).isEmpty();
        assertThat(disks()).containsAll(before).contains("mine/data");
    }
}
