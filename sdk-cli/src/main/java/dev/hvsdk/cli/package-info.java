/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command {@code hv}. */
@NullMarked
package dev.hvsdk.cli;

import org.jspecify.annotations.NullMarked;
