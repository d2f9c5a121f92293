/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import org.apiguardian.api.API;

/**
 * What the kernel's merging of equal memory pages (KSM) does, which lets guests share memory.
 *
 * <p>A record, because its components are the kernel's own (Documentation/admin-guide/mm/ksm.rst). Immutable.
 *
 * @param running whether it looks for equal pages now
 * @param pagesShared how many merged pages are in use
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SamePageMerging(boolean running, long pagesShared) {}
