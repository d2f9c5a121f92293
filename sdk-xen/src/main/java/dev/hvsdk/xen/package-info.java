/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is special about guests of Xen, whichever way its host is reached. */
@NullMarked
package dev.hvsdk.xen;

import org.jspecify.annotations.NullMarked;
