/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import java.nio.charset.StandardCharsets;

/** The checksum of the program cksum (POSIX.1-2017, "cksum"). */
final class Cksum {
    private static final int POLYNOMIAL = 0x04C11DB7;

    private Cksum() {}

    /** The checksum of a text and its length in bytes, with a hyphen between. */
    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int sum = 0;
        for (byte one : bytes) {
            sum = next(sum, one & 0xff);
        }
        for (int length = bytes.length; length != 0; length >>>= 8) {
            sum = next(sum, length & 0xff);
        }
        return Integer.toUnsignedString(~sum) + "-" + bytes.length;
    }

    private static int next(int sum, int octet) {
        int next = sum ^ octet << 24;
        for (int bit = 0; bit < 8; bit++) {
            next = next < 0 ? next << 1 ^ POLYNOMIAL : next << 1;
        }
        return next;
    }
}
