/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Taking devices from this host for guests and giving them back: planned, shown, applied step by step, and taken back after a
 * failure or a crash.
 */
@NullMarked
package dev.hvsdk.host.passthrough;

import org.jspecify.annotations.NullMarked;
