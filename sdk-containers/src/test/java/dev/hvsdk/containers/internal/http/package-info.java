/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The transport, at servers that behave badly. */
@NullMarked
package dev.hvsdk.containers.internal.http;

import org.jspecify.annotations.NullMarked;
