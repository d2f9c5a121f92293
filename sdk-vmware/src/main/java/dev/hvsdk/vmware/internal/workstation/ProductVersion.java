/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code vmware -v} says; lines of other things may stand before it. Immutable. */
record ProductVersion(String product, String version, String build) {
    private static final Pattern LINE =
            Pattern.compile("(?m)^(VMware (?:Workstation|Player|Fusion)[A-Za-z ]*?) (\\d[\\w.]*) build-(\\d+)");

    static Optional<ProductVersion> parse(String output) {
        Matcher line = LINE.matcher(output);
        return line.find()
                ? Optional.of(new ProductVersion(line.group(1), line.group(2), line.group(3)))
                : Optional.empty();
    }
}
