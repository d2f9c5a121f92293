/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the tools of a dom0. */
@NullMarked
package dev.hvsdk.xen.internal.tool;

import org.jspecify.annotations.NullMarked;
