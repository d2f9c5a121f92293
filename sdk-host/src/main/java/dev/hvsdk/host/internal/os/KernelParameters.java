/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import java.util.ArrayList;
import java.util.List;

/** Takes a kernel command line apart as the kernel does (lib/cmdline.c, next_arg). */
public final class KernelParameters {
    private KernelParameters() {}

    /**
     * The parameters as they are written, quotes included: a blank between double quotes separates nothing, and what follows
     * {@code --} is for the first process (kernel/params.c, parse_args).
     */
    public static List<String> split(String commandLine) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (commandLine + " ").toCharArray()) {
            quoted ^= c == '"';
            if (quoted || !Character.isWhitespace(c)) {
                word.append(c);
            } else if (word.toString().equals("--")) {
                return words;
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString().strip());
        }
        return words;
    }

    /** The part before the first equals sign, without quotes. */
    public static String keyOf(String parameter) {
        int equals = parameter.indexOf('=');
        return unquoted(equals < 0 ? parameter : parameter.substring(0, equals));
    }

    /** A parameter without its quotes. */
    public static String unquoted(String parameter) {
        return parameter.replace("\"", "");
    }
}
