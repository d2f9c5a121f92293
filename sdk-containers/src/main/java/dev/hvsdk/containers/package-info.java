/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The backends of OS-level virtualization, and what is theirs alone. */
@NullMarked
package dev.hvsdk.containers;

import org.jspecify.annotations.NullMarked;
