/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Pictures of a host: its sockets, NUMA nodes and IOMMU groups, the devices in them, and what stands in the way of giving each to a guest. */
@NullMarked
package dev.hvsdk.host.topology;

import org.jspecify.annotations.NullMarked;
