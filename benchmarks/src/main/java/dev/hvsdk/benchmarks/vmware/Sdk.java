/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.vmware;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import java.net.URI;
import java.util.Optional;

/** What the SDK does, as a program would have it do it. */
final class Sdk {
    private Sdk() {}

    static Hypervisor open(Simulator simulator) {
        return Hypervisors.load()
                .open(ConnectSpec.builder(URI.create(simulator.uri()))
                        .credentials(uri -> Optional.of(Credentials.of(Simulator.PASSWORD.toCharArray())))
                        .build());
    }

    /** The nanoseconds of one operation with all that it waits for. */
    static long obey(Guest guest, String order) {
        long begun = System.nanoTime();
        switch (order) {
            case "off" -> guest.stop().await();
            case "on" -> guest.start().await();
            case "snapshot" ->
                snapshots(guest).create(SnapshotSpec.builder("bench").build()).await();
            case "remove" ->
                snapshots(guest)
                        .delete(snapshots(guest).current().orElseThrow().id())
                        .await();
            default -> throw new IllegalArgumentException(order);
        }
        return System.nanoTime() - begun;
    }

    private static Snapshots snapshots(Guest guest) {
        return guest.capability(Snapshots.class).require();
    }
}
