/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** LXC itself: its library where it can be used, its tools for all else. */
@NullMarked
package dev.hvsdk.containers.internal.lxc;

import org.jspecify.annotations.NullMarked;
