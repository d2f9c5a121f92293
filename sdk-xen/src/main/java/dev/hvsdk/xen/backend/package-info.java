/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The providers of the backends for Xen. */
@NullMarked
package dev.hvsdk.xen.backend;

import org.jspecify.annotations.NullMarked;
