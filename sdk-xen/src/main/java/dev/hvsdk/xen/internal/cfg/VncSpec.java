/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A display over VNC; its password stays in the file.
 *
 * <p>Immutable.
 *
 * @param listen the address, with or without {@code :display}; null for that of xl
 * @param display its number; null for one that xl finds
 * @param hasPassword whether a password is asked
 */
public record VncSpec(@Nullable String listen, @Nullable Integer display, boolean hasPassword) {
    private static final int DISPLAYS = 65_535 - 5900;

    static VncSpec of(Map<String, String> parts) {
        return new VncSpec(
                orNull(parts, "vnclisten"), display(orNull(parts, "vncdisplay")), orNull(parts, "vncpasswd") != null);
    }

    private static @Nullable String orNull(Map<String, String> parts, String key) {
        String value = parts.getOrDefault(key, "");
        return value.isEmpty() ? null : value;
    }

    private static @Nullable Integer display(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > DISPLAYS) {
            throw new UnreadableCfgException("it is no number of a display: " + text);
        }
        return Integer.valueOf(text);
    }

    /** The address where it listens. */
    public Optional<String> findListen() {
        return Optional.ofNullable(listen);
    }

    /** The number of the display. */
    public Optional<Integer> findDisplay() {
        return Optional.ofNullable(display);
    }
}
