/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Configuration files of Xen's guests as {@code xl} and {@code xm} read them: {@code xl.cfg}. */
@NullMarked
package dev.hvsdk.xen.internal.cfg;

import org.jspecify.annotations.NullMarked;
