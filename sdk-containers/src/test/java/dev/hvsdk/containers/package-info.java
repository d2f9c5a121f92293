/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of what all containers share. */
@NullMarked
package dev.hvsdk.containers;

import org.jspecify.annotations.NullMarked;
