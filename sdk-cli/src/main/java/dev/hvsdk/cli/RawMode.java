/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

/**
 * A terminal that passes on each key as it is pressed, Ctrl-C too, and shows nothing by itself.
 *
 * <p>Thread-safe: a signal takes it back while another thread uses it.
 */
interface RawMode {
    /** Has the terminal be as it was before; again it does nothing. */
    void close();
}
