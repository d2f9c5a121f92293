/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The providers of the containers' backends, as {@code ServiceLoader} finds them. */
@NullMarked
package dev.hvsdk.containers.backend;

import org.jspecify.annotations.NullMarked;
