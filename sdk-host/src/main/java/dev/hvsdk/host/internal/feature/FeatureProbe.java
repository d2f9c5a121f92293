/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

/** Finds out about the features of one topic. */
@FunctionalInterface
interface FeatureProbe {
    /** Adds a report on each feature of the topic. */
    void probe(Machine machine, Reports reports);
}
