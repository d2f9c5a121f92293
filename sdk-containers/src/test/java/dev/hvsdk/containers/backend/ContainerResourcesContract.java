/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.ContainerCounters;
import dev.hvsdk.containers.ContainerStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Docker and Podman keep beside containers, and the counters of all of them. */
abstract class ContainerResourcesContract extends ContainerLab {
    private static final String LOCAL = "local";
    private static final MemorySize SIZE = MemorySize.ofMebibytes(4);

    @Test
    void countsAllThatRunAndNoneThatIsStopped() {
        Guest one = idle();
        Guest paused = idle();
        paused.pause().await(PATIENCE);
        Guest stopped = idle();
        stopped.stop().await(PATIENCE);

        StatisticsListing listing = of(host(), BulkStatistics.class).read(GuestQuery.all());

        assertThat(listing.asMap()).containsKeys(one.id(), paused.id()).doesNotContainKey(stopped.id());
        assertThat(listing.incomplete()).isEmpty();
        assertThat(listing.find(one.id()).orElseThrow().memoryAssigned()).contains(MEMORY);
    }

    @Test
    void countsProcessesAndRawMemory() {
        ContainerCounters counters = of(idle(), ContainerStatistics.class).read();

        assertThat(counters.memoryUsage()).isPresent();
        assertThat(counters.memoryLimit()).contains(MEMORY);
        assertThat(counters.processes().orElseThrow()).isPositive();
        assertThat(counters.throttledPeriods()).isPresent();
    }

    @Test
    void networksComeAndGo() {
        Networks networks = of(host(), Networks.class);
        String name = newName();

        VirtualNetwork made = networks.create(NetworkSpec.builder(name)
                        .mode("isolated")
                        .subnet("10.231.7.0/24")
                        .build())
                .await(PATIENCE);

        assertThat(made.mode()).isEqualTo("isolated");
        assertThat(made.subnet()).contains("10.231.7.0/24");
        assertThat(networks.list()).contains(made);
        // A part of the name is no name.
        assertThatThrownBy(() -> networks.delete(name.substring(0, 4)).await(PATIENCE))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(networks.delete(name).await(PATIENCE)).isEqualTo(name);
        assertThat(networks.list()).doesNotContain(made);
    }

    @Test
    void networksOfOneSubnetAreAConflict() {
        Networks networks = of(host(), Networks.class);
        String name = newName();
        networks.create(NetworkSpec.builder(name).subnet("10.231.8.0/24").build())
                .await(PATIENCE);

        assertThatThrownBy(() -> networks.create(NetworkSpec.builder(newName())
                                .subnet("10.231.8.0/24")
                                .build())
                        .await(PATIENCE))
                .isInstanceOf(HypervisorException.Conflict.class);
        networks.delete(name).await(PATIENCE);
    }

    @Test
    void networksThatAreUsedStay() {
        Networks networks = of(host(), Networks.class);
        String name = newName();
        networks.create(NetworkSpec.builder(name).build()).await(PATIENCE);
        String user = newName();
        daemon().cli().run("run", "-d", "--name", user, "--network", name, daemon().image());

        assertThatThrownBy(() -> networks.delete(name).await(PATIENCE))
                .isInstanceOf(HypervisorException.Conflict.class);
        daemon().cli().run("rm", "-f", user);
        networks.delete(name).await(PATIENCE);
    }

    @Test
    void networksOfOtherModesAreRefused() {
        assertThatThrownBy(() -> of(host(), Networks.class)
                        .create(NetworkSpec.builder(newName()).mode("macvlan").build())
                        .await(PATIENCE))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("isolated");
    }

    @Test
    void volumesComeAndGo() {
        StoragePools pools = of(host(), StoragePools.class);
        assertThat(pools.list()).anySatisfy(pool -> {
            assertThat(pool.name()).isEqualTo(LOCAL);
            assertThat(pool.location()).isPresent();
        });
        String name = newName();

        StorageVolume made = pools.createVolume(
                        LOCAL, VolumeSpec.builder(name, SIZE).build())
                .await(PATIENCE);

        assertThat(made.format()).contains("dir");
        assertThat(made.path()).hasValueSatisfying(path -> assertThat(path).endsWith(name + "/_data"));
        assertThat(pools.volumes(LOCAL)).contains(made);
        // Podman itself takes the beginning of a name for it.
        assertThatThrownBy(() -> pools.deleteVolume(LOCAL, name.substring(0, name.length() - 1))
                        .await(PATIENCE))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(pools.deleteVolume(LOCAL, name).await(PATIENCE)).isEqualTo(name);
        assertThat(pools.volumes(LOCAL)).doesNotContain(made);
    }

    @Test
    void volumesThatAreUsedStay() {
        StoragePools pools = of(host(), StoragePools.class);
        String name = newName();
        pools.createVolume(LOCAL, VolumeSpec.builder(name, SIZE).build()).await(PATIENCE);
        String user = newName();
        daemon().cli().run("run", "-d", "--name", user, "--volume", name + ":/data", daemon().image());

        assertThatThrownBy(() -> pools.deleteVolume(LOCAL, name).await(PATIENCE))
                .isInstanceOf(HypervisorException.Conflict.class);
        daemon().cli().run("rm", "-f", user);
        pools.deleteVolume(LOCAL, name).await(PATIENCE);
    }

    @Test
    void volumesAreNoDisks() {
        StoragePools pools = of(host(), StoragePools.class);

        for (String format : List.of("raw", "qcow2")) {
            assertThatThrownBy(() -> pools.createVolume(
                                    LOCAL,
                                    VolumeSpec.builder(newName(), SIZE)
                                            .format(format)
                                            .build())
                            .await(PATIENCE))
                    .isInstanceOf(HypervisorException.Unsupported.class);
        }
    }
}
