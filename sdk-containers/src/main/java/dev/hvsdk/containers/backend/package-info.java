/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The providers of the engines of containers, which are found by their names. */
@NullMarked
package dev.hvsdk.containers.backend;

import org.jspecify.annotations.NullMarked;
