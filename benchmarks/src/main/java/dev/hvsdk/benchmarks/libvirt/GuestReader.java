/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.util.List;

/** One way to read all guests of a host in Java. */
interface GuestReader {
    /** Reads them all; how many there were. */
    int read();

    /** What the last reading held. */
    List<GuestLine> lines();
}
