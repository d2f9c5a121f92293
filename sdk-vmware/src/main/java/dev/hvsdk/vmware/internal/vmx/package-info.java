/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The dictionary files of VMware's hosted products: {@code .vmx}, {@code .vmsd}, {@code inventory.vmls}. */
@NullMarked
package dev.hvsdk.vmware.internal.vmx;

import org.jspecify.annotations.NullMarked;
