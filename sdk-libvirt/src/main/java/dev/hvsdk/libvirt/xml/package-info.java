/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** libvirt's XML: what the SDK speaks of is typed, everything else is preserved. */
@NullMarked
package dev.hvsdk.libvirt.xml;

import org.jspecify.annotations.NullMarked;
