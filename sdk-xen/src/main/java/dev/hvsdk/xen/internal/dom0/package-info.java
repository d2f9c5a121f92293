/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What dom0's own tools can do beyond what the backends share, whichever way its guests are managed. */
@NullMarked
package dev.hvsdk.xen.internal.dom0;

import org.jspecify.annotations.NullMarked;
