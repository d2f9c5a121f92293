/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package dev.hvsdk.xen.backend;

import org.jspecify.annotations.NullMarked;
