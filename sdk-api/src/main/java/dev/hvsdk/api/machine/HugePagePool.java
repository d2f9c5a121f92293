/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import dev.hvsdk.api.unit.MemorySize;
import org.apiguardian.api.API;

/**
 * The huge pages of one size that a kernel has set aside.
 *
 * <p>A record, because its components are the kernel's own (Documentation/admin-guide/mm/hugetlbpage.rst). Immutable.
 *
 * @param pageSize how large one page is
 * @param total how many pages are in the pool
 * @param free how many of them nobody uses
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HugePagePool(MemorySize pageSize, long total, long free) {}
