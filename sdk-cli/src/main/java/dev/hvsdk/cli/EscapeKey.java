/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/**
 * The key that leaves a console, a letter or sign together with Ctrl. Immutable.
 *
 * @param code what the terminal sends for it
 */
record EscapeKey(int code) {
    /** Of telnet and of virsh. */
    static final EscapeKey DEFAULT = parse("^]");

    /** ASCII puts the control characters 64 below the signs that they are typed with. */
    private static final int CONTROL = 64;

    /** As it is written everywhere: {@code ^]}. */
    static EscapeKey parse(String text) {
        String sign = text.toUpperCase(Locale.ROOT);
        // Not ^@, which is the zero that terminals send for a break, nor ^[, with which each arrow key begins.
        if (sign.matches("\\^[A-Z\\\\\\]^_]")) {
            return new EscapeKey(sign.charAt(1) - CONTROL);
        }
        throw new TypeConversionException(
                "it is Ctrl and a letter or one of \\ ] ^ _, such as ^] or ^A, and not '" + text + "'");
    }

    /** Where it is in these bytes; the number of the bytes if it is not there. */
    int indexIn(byte[] bytes, int length) {
        int index = 0;
        while (index < length && bytes[index] != code) {
            index++;
        }
        return index;
    }

    /** For people. */
    @Override
    public String toString() {
        return "Ctrl-" + (char) (code + CONTROL);
    }
}
