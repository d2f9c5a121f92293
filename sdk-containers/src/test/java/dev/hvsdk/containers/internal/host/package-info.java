/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What all engines share. */
@NullMarked
package dev.hvsdk.containers.internal.host;

import org.jspecify.annotations.NullMarked;
