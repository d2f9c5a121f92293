/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What all engines of containers share: a host, its guests, and the seam behind which an engine is driven. */
@NullMarked
package dev.hvsdk.containers.internal.host;

import org.jspecify.annotations.NullMarked;
