/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.xen.internal.cfg.CfgGuest;
import dev.hvsdk.xen.internal.cfg.DiskSpec;
import dev.hvsdk.xen.internal.cfg.VifSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The disks and network cards of a guest, in the words of its file, whether it runs or not.
 *
 * @param disks the disks and drives
 * @param cards the network cards
 */
record Hardware(List<DiskSpec> disks, List<Card> cards) {
    static final Hardware NONE = new Hardware(List.of(), List.of());

    /** Copies. */
    Hardware {
        disks = List.copyOf(disks);
        cards = List.copyOf(cards);
    }

    /** What a file says. */
    static Hardware of(CfgGuest guest) {
        return new Hardware(
                guest.disks(),
                guest.vifs().stream()
                        .map(vif -> new Card(vif, OptionalInt.empty()))
                        .toList());
    }

    /** What {@code xl list -l} says of a domain. */
    static Hardware of(JsonNode config) {
        List<DiskSpec> disks = new ArrayList<>();
        config.path("disks").forEach(disk -> disks.add(disk(disk)));
        List<Card> cards = new ArrayList<>();
        config.path("nics").forEach(nic -> cards.add(card(nic)));
        return new Hardware(disks, cards);
    }

    private static DiskSpec disk(JsonNode disk) {
        return new DiskSpec(
                text(disk, "pdev_path"),
                disk.path("format").asText("raw"),
                disk.path("vdev").asText(),
                disk.path("readwrite").asInt() == 0,
                disk.path("is_cdrom").asBoolean(),
                text(disk, "backend"),
                text(disk, "backend_domname"),
                text(disk, "script"));
    }

    private static Card card(JsonNode nic) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String key : List.of("mac", "bridge", "model", "script")) {
            String value = text(nic, key);
            if (value != null) {
                parts.put(key, value);
            }
        }
        return new Card(new VifSpec(parts), OptionalInt.of(nic.path("devid").asInt()));
    }

    private static @Nullable String text(JsonNode node, String key) {
        String text = node.path(key).asText();
        return text.isEmpty() ? null : text;
    }

    /**
     * A network card.
     *
     * @param vif what it is
     * @param number which of the domain's it is; empty unless it runs
     */
    record Card(VifSpec vif, OptionalInt number) {}
}
