/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Makes one string of names that come again and again, and leaves out their prefixes. Not thread-safe. */
final class NameTable {
    private static final int SIZE = 256;

    private static final int PRIME = 31;

    private static final String DECLARES = "xmlns";

    private final @Nullable String[] known = new @Nullable String[SIZE];
    private final byte[] bytes;
    private int length;
    private int hash;
    private boolean isQualified;
    private boolean isNamespace;

    NameTable(int longest) {
        bytes = new byte[longest];
    }

    void begin() {
        length = 0;
        hash = 0;
        isQualified = false;
        isNamespace = false;
    }

    void add(int one) throws XMLStreamException {
        if (one == ':') {
            isNamespace = isSame(DECLARES, bytes, 0, length);
            isQualified = true;
            length = 0;
            hash = 0;
        } else if (length == bytes.length) {
            throw new XMLStreamException("a name longer than " + bytes.length);
        } else {
            bytes[length++] = (byte) one;
            hash = PRIME * hash + (byte) one;
        }
    }

    /** Whether it had a prefix. */
    boolean isQualified() {
        return isQualified;
    }

    /** Whether it declares a prefix. */
    boolean isNamespace() {
        return isNamespace;
    }

    /** The name, without its prefix. */
    String take() throws XMLStreamException {
        if (length == 0) {
            throw new XMLStreamException("a name is missing");
        }
        return of(bytes, 0, length, hash);
    }

    /** A string of these bytes, which is the same for the same ones unless others came between. */
    String of(byte[] from, int start, int count) {
        int hash = 0;
        for (int i = start; i < start + count; i++) {
            hash = PRIME * hash + from[i];
        }
        return of(from, start, count, hash);
    }

    private String of(byte[] from, int start, int count, int hash) {
        int slot = Math.floorMod(hash, SIZE);
        @Nullable String same = known[slot];
        if (same != null && isSame(same, from, start, count)) {
            return same;
        }
        String made = new String(from, start, count, StandardCharsets.UTF_8);
        known[slot] = made;
        return made;
    }

    /** Of letters beyond ASCII none is the same. */
    private static boolean isSame(String known, byte[] from, int start, int count) {
        if (known.length() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (known.charAt(i) != from[start + i]) {
                return false;
            }
        }
        return true;
    }
}
