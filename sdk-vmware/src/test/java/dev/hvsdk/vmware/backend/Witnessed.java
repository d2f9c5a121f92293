/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.live.Tool;
import dev.hvsdk.vmware.VsphereServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What the SDK and other clients both tell of a guest, in the words of the others. */
record Witnessed(String name, String state, String uuid, String cpus, String mebibytes) {
    private static final Map<GuestState, String> STATES = Map.of(
            GuestState.RUNNING, "poweredOn",
            GuestState.STOPPED, "poweredOff",
            GuestState.PAUSED, "suspended");

    /** All guests that the SDK lists. */
    static List<Witnessed> all(Hypervisor host) {
        Map<GuestId, UUID> uuids =
                host.capability(VsphereServer.class).require().uuids();
        return host.guests().asList().stream()
                .map(info -> of(info, Objects.requireNonNull(uuids.get(info.id()))))
                .toList();
    }

    private static Witnessed of(GuestInfo info, UUID uuid) {
        return new Witnessed(
                info.name(),
                Objects.requireNonNull(STATES.get(info.state())),
                uuid.toString(),
                Integer.toString(info.vcpus().orElseThrow()),
                Long.toString(info.memory().orElseThrow().toMebibytes()));
    }

    /** All guests that a client lists. */
    static List<Witnessed> all(Tool client) {
        return client.run("list").lines().map(Witnessed::parse).toList();
    }

    private static Witnessed parse(String line) {
        String[] words = line.split("\t");
        return new Witnessed(words[0], words[1], words[2], words[3], words[4]);
    }
}
