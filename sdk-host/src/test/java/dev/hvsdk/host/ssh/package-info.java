/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
@org.jspecify.annotations.NullMarked
package dev.hvsdk.host.ssh;
