/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The server {@code vmrest} of Workstation and Fusion: its requests, its answers, its errors. */
@NullMarked
package dev.hvsdk.vmware.internal.vmrest;

import org.jspecify.annotations.NullMarked;
