/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The contract, engine by engine. */
@NullMarked
package dev.hvsdk.containers.backend;

import org.jspecify.annotations.NullMarked;
