/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The transport against a server that answers as no good one does. */
@NullMarked
package dev.hvsdk.containers.internal.http;

import org.jspecify.annotations.NullMarked;
