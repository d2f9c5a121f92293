/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

/** How something is looked at. Never throws for what a host holds. */
@FunctionalInterface
interface Examination {
    Outcome examine(Patient patient);
}
