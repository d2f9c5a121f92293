/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.regex.Pattern;

/** The one rule for canonical ids: they stand in JSON, URIs and scripts, so they never need quoting. */
final class Identifiers {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Identifiers() {}

    static String require(String id, String what) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a " + what + ": '" + id
                    + "'; an id has lower-case letters, digits and single hyphens, such as systemd-nspawn");
        }
        return id;
    }
}
