/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a dictionary: a key with its value, a comment, or nothing.
 *
 * <p>Immutable.
 *
 * @param text the whole line as it stands in the file, without its end
 * @param key the key as it is written; null for a comment or an empty line
 * @param value the value without quotes and escapes; empty where there is no key
 */
record VmxLine(String text, @Nullable String key, String value) {
    static VmxLine of(String key, String value) {
        return new VmxLine(key + " = \"" + Escapes.escape(value) + "\"", key, value);
    }

    /** Keys differ in nothing but case are one. */
    static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    boolean isOf(String foldedKey) {
        return key != null && folded(key).equals(foldedKey);
    }
}
