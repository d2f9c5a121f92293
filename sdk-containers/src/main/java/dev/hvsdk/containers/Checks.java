/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.util.regex.Pattern;

/** What no engine takes, refused before one is asked. */
final class Checks {
    private static final Pattern CDI =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*/[A-Za-z0-9][A-Za-z0-9_-]*=[A-Za-z0-9][A-Za-z0-9_.:-]*");
    private static final Pattern CAPABILITY = Pattern.compile("[A-Z][A-Z0-9_]{1,40}");

    private Checks() {}

    /** The text, if it has one line and is not blank. */
    static String text(String what, String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " is a text in one line: '" + text + "'");
        }
        return text;
    }

    /** The path, if it is absolute and leads nowhere else. */
    static String path(String what, String path) {
        boolean leadsElsewhere = ("/" + path + "/").contains("/../");
        if (!text(what, path).startsWith("/") || leadsElsewhere) {
            throw new IllegalArgumentException(what + " is an absolute path without '..': '" + path + "'");
        }
        return path;
    }

    /** The name of a variable. What it is set to must not be shown, and the name may hold it, if somebody mistook it. */
    static String variable(String name) {
        if (name.isBlank() || name.indexOf('=') >= 0 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name of a variable is not blank, and has neither '=' nor control characters");
        }
        return name;
    }

    /** The value of a variable, which is not shown. */
    static String value(String variable, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of the variable " + variable + " has a zero byte");
        }
        return value;
    }

    /** A capability of Linux without its prefix: {@code NET_ADMIN}. */
    static String capability(String name) {
        String bare = name.startsWith("CAP_") ? name.substring("CAP_".length()) : name;
        if (!CAPABILITY.matcher(bare).matches()) {
            throw new IllegalArgumentException(
                    "a capability is written as NET_ADMIN, or ALL for every one: '" + name + "'");
        }
        return bare;
    }

    /** The name of a device in the form of the Container Device Interface. */
    static String cdi(String name) {
        if (!CDI.matcher(name).matches()) {
            throw new IllegalArgumentException("a CDI device is written vendor.com/class=name: '" + name + "'");
        }
        return name;
    }

    static int positive(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " is positive: " + number);
        }
        return number;
    }
}
