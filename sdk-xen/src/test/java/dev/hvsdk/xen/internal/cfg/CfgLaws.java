/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.Arrays;

/** What holds of all files: they are read, or refused by the one error; and what was read is written byte for byte. */
final class CfgLaws {
    private CfgLaws() {}

    /** True if it was a file. */
    static boolean hold(byte[] input) {
        try {
            CfgFile file = CfgFile.parse(input);
            require(Arrays.equals(file.bytes(), input), "it is not written as it was read");
            requireRewritable(file);
            checkGuest(file);
            return true;
        } catch (UnreadableCfgException e) {
            requirePlace(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Each key that is said anew is the same key with the same value. */
    private static void requireRewritable(CfgFile file) {
        CfgFile[] written = {CfgFile.empty()};
        file.entries().forEach((key, value) -> written[0] = written[0].with(key, value));
        CfgFile read = CfgFile.parse(written[0].bytes());
        require(read.entries().equals(file.entries()), "what was written anew is another");
    }

    private static void checkGuest(CfgFile file) {
        try {
            CfgGuest.of(file).check();
        } catch (UnreadableCfgException e) {
            requirePlace(String.valueOf(e.getMessage()));
        }
    }

    private static void requirePlace(String message) {
        boolean hasPlace = message.matches("(?s)line [1-9][0-9]*: .*") || message.startsWith("it is longer");
        require(hasPlace, "a refusal without its line: " + message);
    }

    private static void require(boolean isRight, String why) {
        if (!isRight) {
            throw new AssertionError(why);
        }
    }
}
