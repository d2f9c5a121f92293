/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** LXD and Incus, by their REST API. */
@NullMarked
package dev.hvsdk.containers.internal.lxd;

import org.jspecify.annotations.NullMarked;
