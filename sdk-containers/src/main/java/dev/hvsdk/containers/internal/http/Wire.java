/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * One byte stream in both directions. One thread reads while another writes; {@link #close} by a third ends both at once.
 */
public interface Wire extends AutoCloseable {
    /** What comes from the other end. */
    InputStream input();

    /** What goes to the other end. */
    OutputStream output();

    /** Ends it at once, and all that wait for it; never throws. */
    @Override
    void close();
}
