/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;

/** What the engine lists by one call. */
final class Listing {
    private Listing() {}

    /** All are asked for, whatever is wanted: Podman leaves paused ones out otherwise. */
    static List<GuestInfo> read(Client client, GuestQuery query, ErrorFactory about) {
        JsonNode all = client.json(Request.read("containers", "json").query("all", "1"), about);
        List<GuestInfo> found = new ArrayList<>();
        Technology technology = client.greeting().dialect().technology();
        for (JsonNode one : Shape.list(all, about)) {
            GuestInfo guest = Shape.read(one, about, json -> ContainerJson.listed(json, technology));
            if (query.matches(guest)) {
                found.add(guest);
            }
        }
        return found;
    }
}
