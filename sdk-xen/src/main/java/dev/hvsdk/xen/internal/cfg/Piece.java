/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import org.jspecify.annotations.Nullable;

/**
 * A part of a file: a key that is set, or what is between two such: ends of lines, space, comments.
 *
 * <p>Immutable.
 *
 * @param text as it stands in the file
 * @param line the line where it begins, from 1; 0 for one that was not read
 * @param setting null for what is between
 */
record Piece(String text, int line, @Nullable Setting setting) {

    /**
     * A key that is set.
     *
     * @param key the key
     * @param adds whether the value is put after the one that the key had before
     * @param value the value
     */
    record Setting(String key, boolean adds, CfgValue value) {}

    static Piece between(String text, int line) {
        return new Piece(text, line, null);
    }

    static Piece of(String key, CfgValue value) {
        return new Piece(key + " = " + value.written(), 0, new Setting(key, false, value));
    }

    boolean isOf(String key) {
        return setting != null && setting.key().equals(key);
    }
}
