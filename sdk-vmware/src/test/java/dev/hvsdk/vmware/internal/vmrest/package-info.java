/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the client of vmrest. */
@NullMarked
package dev.hvsdk.vmware.internal.vmrest;

import org.jspecify.annotations.NullMarked;
