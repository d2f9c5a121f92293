/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The tools of a dom0, {@code xl} above all, and what they say. */
@NullMarked
package dev.hvsdk.xen.internal.tool;

import org.jspecify.annotations.NullMarked;
