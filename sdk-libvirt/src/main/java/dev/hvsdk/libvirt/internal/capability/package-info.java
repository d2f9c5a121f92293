/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The capabilities that all families of libvirt share, one class each; {@code SharedCapabilities} is the table. */
@NullMarked
package dev.hvsdk.libvirt.internal.capability;

import org.jspecify.annotations.NullMarked;
