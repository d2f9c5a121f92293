/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

/** Placeholder replaced by the CPU work. */
final class LiveFacts {
    static final HostFacts INSTANCE = RecordedFacts.none();

    private LiveFacts() {}
}
