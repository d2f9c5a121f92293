/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import java.nio.charset.StandardCharsets;

/** One whole message of a websocket. Immutable, as far as nobody writes to its bytes. */
public final class WebSocketMessage {
    private final boolean text;
    private final byte[] data;

    WebSocketMessage(boolean text, byte[] data) {
        this.text = text;
        this.data = data;
    }

    /** Whether it was sent as text. */
    public boolean isText() {
        return text;
    }

    /** Its bytes; not a copy. */
    public byte[] data() {
        return data;
    }

    /** Its bytes as text. */
    public String string() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
