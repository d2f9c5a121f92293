/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine of systemd-machined, or an image that could be one. */
record Machine(String name, String kind) {
    /**
     * Reads {@code machinectl list -o json}: the containers among what machined knows (table of list_machines() in systemd 252's
     * src/machine/machinectl.c).
     */
    static List<Machine> running(String json) {
        List<Machine> all = read(json, "machine", "class");
        return all.stream()
                .filter(machine -> machine.kind().equals("container"))
                .toList();
    }

    /** Reads {@code machinectl list-images -o json}; those that begin with a dot are hidden ones. */
    static List<Machine> images(String json) {
        List<Machine> all = read(json, "name", "type");
        return all.stream().filter(image -> !image.name().startsWith(".")).toList();
    }

    private static List<Machine> read(String json, String nameKey, String kindKey) {
        List<Machine> found = new ArrayList<>();
        for (JsonNode machine : JsonText.array(JsonText.tree(json), "the answer")) {
            found.add(new Machine(JsonText.requiredText(machine, nameKey), JsonText.requiredText(machine, kindKey)));
        }
        return List.copyOf(found);
    }

    /** Reads {@code machinectl show}: lines of {@code Key=value}, an empty line between machines; gives state by name. */
    static Map<String, String> states(String text) {
        Map<String, String> states = new LinkedHashMap<>();
        for (String block : text.split("\n\n")) {
            Map<String, String> properties = properties(block);
            if (!properties.isEmpty()) {
                states.put(required(properties, "Name"), required(properties, "State"));
            }
        }
        return states;
    }

    private static Map<String, String> properties(String block) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String line : block.lines().filter(text -> !text.isBlank()).toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new UnreadableOutputException("a line is no Key=value");
            }
            properties.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return properties;
    }

    private static String required(Map<String, String> properties, String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new UnreadableOutputException("there is no " + key + "=");
        }
        return value;
    }
}
