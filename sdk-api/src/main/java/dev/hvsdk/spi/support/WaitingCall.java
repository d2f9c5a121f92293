/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

/**
 * A call that somebody waits for; to close it ends the waiting.
 *
 * <p>An {@link OpenState} ends these before it closes anything else: another child's close may wait for a listener that waits in
 * such a call.
 */
interface WaitingCall extends AutoCloseable {
    @Override
    void close();
}
