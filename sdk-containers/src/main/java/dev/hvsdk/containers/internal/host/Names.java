/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

import java.util.regex.Pattern;

/** Which names may be put into a command. */
public final class Names {
    /** Not an option, not a path, nothing that a shell or a tool's own script would read: whatever the tool does with it. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,254}");

    private Names() {}

    /** Whether it may. */
    public static boolean isSafe(String name) {
        return SAFE.matcher(name).matches();
    }
}
