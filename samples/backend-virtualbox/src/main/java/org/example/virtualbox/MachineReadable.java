/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what {@code VBoxManage ... --machinereadable} prints: {@code key=value} in lines, both perhaps in quotes.
 *
 * <p>In quotes, a backslash precedes a quote or a backslash, and a value may go over several lines: a description does. So the text
 * is read by character and not by line, or a machine's description could say that the machine runs. Not thread-safe.
 */
final class MachineReadable {
    private final String text;
    private int at;

    private MachineReadable(String text) {
        this.text = text;
    }

    static Map<String, String> parse(String text) {
        return new MachineReadable(text).all();
    }

    private Map<String, String> all() {
        Map<String, String> fields = new LinkedHashMap<>();
        while (at < text.length()) {
            if (isAt('\n') || isAt('\r')) {
                at++;
            } else {
                add(fields);
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    /** The first of a key counts: what comes later may be of a snapshot. */
    private void add(Map<String, String> fields) {
        String key = isAt('"') ? quoted() : plain("=\n");
        if (!isAt('=')) {
            // A heading or a remark.
            plain("\n");
            return;
        }
        at++;
        fields.putIfAbsent(key, isAt('"') ? quoted() : plain("\n").strip());
    }

    private boolean isAt(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private String plain(String ends) {
        int begin = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (!isAt('"')) {
            if (isAt('\\')) {
                at++;
            }
            if (at >= text.length()) {
                throw new UnreadableOutputException("it ends within quotes");
            }
            value.append(text.charAt(at++));
        }
        at++;
        return value.toString();
    }
}
