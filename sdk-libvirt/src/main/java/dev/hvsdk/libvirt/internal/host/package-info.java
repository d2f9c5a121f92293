/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Hypervisor and guests over a link: reading, changing, listening. What a family has beyond it comes in by a table. */
@NullMarked
package dev.hvsdk.libvirt.internal.host;

import org.jspecify.annotations.NullMarked;
