/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Xen through libvirt: what is special about its guests and their definitions. */
@NullMarked
package dev.hvsdk.xen.internal.libvirt;

import org.jspecify.annotations.NullMarked;
