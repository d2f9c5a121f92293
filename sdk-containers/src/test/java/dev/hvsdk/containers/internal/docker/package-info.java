/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the engines say, as captured from them. */
@NullMarked
package dev.hvsdk.containers.internal.docker;

import org.jspecify.annotations.NullMarked;
