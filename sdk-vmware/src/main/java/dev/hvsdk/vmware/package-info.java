/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What only vSphere has: its inventory and tasks, tickets for screens, programs in guests, and the devices of one of several hosts. */
@NullMarked
package dev.hvsdk.vmware;

import org.jspecify.annotations.NullMarked;
