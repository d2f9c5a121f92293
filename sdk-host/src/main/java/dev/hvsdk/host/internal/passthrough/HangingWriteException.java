/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import java.io.IOException;
import java.time.Duration;

/** A write that the kernel has not finished, and perhaps never will: somebody holds the device. */
final class HangingWriteException extends IOException {
    private static final long serialVersionUID = 1L;

    HangingWriteException(String path, Duration patience, Throwable cause) {
        super("the kernel has not finished a write to " + path + " after " + patience.toSeconds() + " s", cause);
    }
}
