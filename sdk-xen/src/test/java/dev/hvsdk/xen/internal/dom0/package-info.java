/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of what dom0's tools can do. */
@NullMarked
package dev.hvsdk.xen.internal.dom0;

import org.jspecify.annotations.NullMarked;
