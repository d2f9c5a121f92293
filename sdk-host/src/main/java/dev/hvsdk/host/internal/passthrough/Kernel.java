/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import java.io.IOException;

/** The one way by which something of a host is changed; the only other implementation is a test's. Thread-safe. */
public interface Kernel {
    /**
     * Writes a value to a file of sysfs, as one write.
     *
     * @throws IOException what the kernel said; its text is that of the system's error
     */
    void write(String path, String value) throws IOException;

    /** Asks for a module. Whether it is there afterwards has to be looked for: what modprobe says means nothing. */
    void load(String module) throws IOException;
}
