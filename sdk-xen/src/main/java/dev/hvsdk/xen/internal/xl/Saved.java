/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How the files are named in which the memory of guests is. */
final class Saved {
    /** What they end with. */
    static final String SUFFIX = ".saved";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@+-]{0,199}");

    private Saved() {}

    /** The name of the file of a guest: one that was removed leaves nothing to another of its name. */
    static String name(GuestId id) {
        String text = id.value();
        boolean isPlain = PLAIN.matcher(text).matches();
        return (isPlain ? text : "=" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))) + SUFFIX;
    }
}
