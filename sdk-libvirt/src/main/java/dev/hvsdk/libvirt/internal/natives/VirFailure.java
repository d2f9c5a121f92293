/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import dev.hvsdk.api.NativeError;

/**
 * An error as libvirt gave it, with the numbers as they were: a newer library has errors that this one does not know. Immutable.
 *
 * @param code a {@code virErrorNumber}; 0 if the library gave no reason
 * @param domain the part of libvirt that it came from, a {@code virErrorDomain}
 * @param level a {@code virErrorLevel}
 * @param detail the first number of the error: {@code errno}, where the code is {@code VIR_ERR_SYSTEM_ERROR}
 * @param text its message
 */
public record VirFailure(int code, int domain, int level, int detail, String text) {
    /** Offsets in {@code struct _virError} of virterror.h, on 64-bit systems. */
    private static final int DOMAIN = 4;

    private static final int MESSAGE = 8;
    private static final int LEVEL = 16;
    private static final int INT1 = 64;

    /** The last error of this thread. */
    public static VirFailure last() {
        long error = VirError.virGetLastError();
        if (error == 0) {
            return new VirFailure(0, 0, 0, 0, "libvirt gave no reason");
        }
        long message = Mem.int64(error + MESSAGE);
        return new VirFailure(
                Mem.int32(error),
                Mem.int32(error + DOMAIN),
                Mem.int32(error + LEVEL),
                Mem.int32(error + INT1),
                message == 0 ? "libvirt gave no text" : Mem.text(message));
    }

    /** For the error that a user gets. */
    public NativeError nativeError() {
        return new NativeError("libvirt", VirErrors.name(code) + " (" + code + ")", text);
    }
}
