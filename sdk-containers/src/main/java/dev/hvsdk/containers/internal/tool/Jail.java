/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A jail as {@code jls --libxo json} lists it.
 *
 * @param name its name, which is its number unless it was given one
 * @param isDying whether it was removed and waits for its last process or connection
 */
record Jail(String jid, String name, boolean isDying) {
    /**
     * Reads each of the three shapes of FreeBSD's usr.sbin/jls/jls.c: without options (number, host name, path), with {@code -v}
     * (name and a state besides), and with {@code -n} or parameters (the number as text, names of parameters as keys).
     */
    static List<Jail> parse(String json) {
        JsonNode jails = JsonText.required(JsonText.tree(json).path("jail-information"), "jail");
        List<Jail> found = new ArrayList<>();
        for (JsonNode jail : JsonText.array(jails, "\"jail\"")) {
            found.add(of(jail));
        }
        return List.copyOf(found);
    }

    private static Jail of(JsonNode jail) {
        String jid = JsonText.requiredText(jail, "jid");
        String state = JsonText.text(jail, "state").orElse("");
        return new Jail(
                jid,
                JsonText.text(jail, "name").orElse(jid),
                jail.path("dying").asBoolean(false) || state.equals("DYING"));
    }

    /**
     * The names in the answer of {@code jail -e ,}: one line for each jail that is configured, its parameters between commas
     * (FreeBSD's usr.sbin/jail/jail.c, since 14).
     */
    static List<String> configuredNames(String lines) {
        List<String> names = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            for (String parameter : line.split(",")) {
                if (parameter.startsWith("name=")) {
                    names.add(parameter.substring("name=".length()).replace("\"", ""));
                }
            }
        }
        return List.copyOf(names);
    }
}
