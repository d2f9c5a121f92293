/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;

/** Resets a running machine as its button would, without asking what runs in it. A capability of this backend only. */
public interface HardReset extends GuestCapability {
    /** Resets it; it runs on, from the beginning. */
    Operation<GuestInfo> reset();
}
