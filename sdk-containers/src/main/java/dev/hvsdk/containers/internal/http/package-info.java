/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** HTTP over any byte stream, as engines speak it: requests with deadlines, bodies that stream, upgraded connections. */
@NullMarked
package dev.hvsdk.containers.internal.http;

import org.jspecify.annotations.NullMarked;
