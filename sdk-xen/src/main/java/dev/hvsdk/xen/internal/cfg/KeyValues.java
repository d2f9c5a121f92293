/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Keys and values within one text, {@code a=1,b=2}, as xl has them for network cards, displays and PCI devices. */
final class KeyValues {
    private KeyValues() {}

    /** A refusal does not repeat the text: there may be a password in it. */
    static Map<String, String> parse(String text, String kind) {
        Map<String, String> parts = new LinkedHashMap<>();
        int number = 0;
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            number++;
            if (equals <= 0) {
                throw new UnreadableCfgException("it is no " + kind + ", part " + number + " is no key and value");
            }
            parts.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return parts;
    }

    static String written(Map<String, String> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + withoutComma(part.getKey(), part.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String withoutComma(String key, String value) {
        if (value.indexOf(',') >= 0) {
            throw new UnreadableCfgException("a file has no way to say a comma in " + key + ": " + value);
        }
        return value;
    }
}
