/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads the devices of a host that a guest could be given, and says what stands in the way. */
@NullMarked
package dev.hvsdk.host.internal.device;

import org.jspecify.annotations.NullMarked;
