/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

/** The names of disks by their numbers, as Xen's vbd-interface(7) has them. */
final class DiskName {
    /** Beyond 16 disks, or 16 parts of one. */
    private static final int EXTENDED = 1 << 28;

    private static final int XEN_MAJOR = 202;
    private static final int SCSI_MAJOR = 8;
    private static final int IDE_MAJOR = 3;
    private static final int SECOND_IDE_MAJOR = 22;

    private DiskName() {}

    /** Such as xvda for 51712; the number itself if it follows no rule. */
    static String of(int number) {
        if ((number & EXTENDED) != 0) {
            return name("xvd", (number & EXTENDED - 1) >> 8, number & 0xff);
        }
        int minor = number & 0xff;
        return switch (number >> 8) {
            case XEN_MAJOR -> name("xvd", minor >> 4, minor & 0xf);
            case SCSI_MAJOR -> name("sd", minor >> 4, minor & 0xf);
            case IDE_MAJOR -> name("hd", minor >> 6, minor & 0x3f);
            case SECOND_IDE_MAJOR -> name("hd", 2 + (minor >> 6), minor & 0x3f);
            default -> Integer.toString(number);
        };
    }

    private static String name(String prefix, int disk, int part) {
        return prefix + letters(disk) + (part == 0 ? "" : part);
    }

    /** a to z, then aa. */
    private static String letters(int disk) {
        String last = String.valueOf((char) ('a' + disk % 26));
        return disk < 26 ? last : letters(disk / 26 - 1) + last;
    }
}
