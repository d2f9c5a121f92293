/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.live.Tool;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the SDK and other clients both tell of a guest, in the words of the others; without its UUID. */
record Witnessed(String name, String state, String cpus, String mebibytes) {
    private static final Map<GuestState, String> STATES = Map.of(
            GuestState.RUNNING, "poweredOn",
            GuestState.STOPPED, "poweredOff",
            GuestState.PAUSED, "suspended");

    static Witnessed of(GuestInfo info) {
        return new Witnessed(
                info.name(),
                Objects.requireNonNull(STATES.get(info.state())),
                Integer.toString(info.vcpus().orElseThrow()),
                Long.toString(info.memory().orElseThrow().toMebibytes()));
    }

    /** All guests that a client lists. */
    static List<Witnessed> all(Tool client) {
        return client.run("list").lines().map(Witnessed::parse).toList();
    }

    /** The one of this name. */
    static Witnessed of(Tool client, String name) {
        return all(client).stream()
                .filter(one -> one.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Witnessed parse(String line) {
        String[] words = line.split("\t");
        return new Witnessed(words[0], words[1], words[3], words[4]);
    }
}
