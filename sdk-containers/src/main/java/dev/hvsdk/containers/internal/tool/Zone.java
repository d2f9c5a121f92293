/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * A zone as {@code zoneadm list -cp} lists it.
 *
 * @param id its number, which is {@code -} while it does not run
 * @param brand such as {@code ipkg}, {@code solaris}, {@code lx}
 */
record Zone(String id, String name, String state, String path, String brand) {
    /** Number, name, state, path, UUID, brand, type of IP: Solaris 10u4 and illumos; later ones add more. */
    private static final int FIELDS = 7;

    private static final int NAME = 1;
    private static final int STATE = 2;
    private static final int PATH = 3;
    private static final int BRAND = 5;

    /** Reads the lines of zone_print() in illumos' usr/src/cmd/zoneadm/zoneadm.c: fields between colons, {@code \:} in a path. */
    static List<Zone> parse(String lines) {
        return lines.lines().filter(line -> !line.isBlank()).map(Zone::of).toList();
    }

    private static Zone of(String line) {
        List<String> fields = fields(line);
        if (fields.size() < FIELDS || fields.get(NAME).isEmpty()) {
            throw new UnreadableOutputException(
                    "a line has " + fields.size() + " fields and no name in the second, or less than " + FIELDS);
        }
        return new Zone(fields.get(0), fields.get(NAME), fields.get(STATE), fields.get(PATH), fields.get(BRAND));
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (letter == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    boolean isGlobal() {
        return name.equals("global");
    }
}
