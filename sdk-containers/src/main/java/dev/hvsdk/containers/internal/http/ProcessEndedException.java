/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.IOException;

/** A process ended before it had said anything. */
final class ProcessEndedException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 1000;

    private final int code;

    ProcessEndedException(int code, String complaint) {
        super(clause(complaint));
        this.code = code;
    }

    private static String clause(String complaint) {
        String line = complaint.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\p{Cntrl}", "?");
        return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
    }

    int code() {
        return code;
    }
}
