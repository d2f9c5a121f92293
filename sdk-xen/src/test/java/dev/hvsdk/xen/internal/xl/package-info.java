/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of hosts with Xen by the command {@code xl}. */
@NullMarked
package dev.hvsdk.xen.internal.xl;

import org.jspecify.annotations.NullMarked;
