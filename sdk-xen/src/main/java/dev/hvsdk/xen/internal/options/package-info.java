/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What guests of Xen are asked for, by the names that people write, and the kind that suits a specification. */
@NullMarked
package dev.hvsdk.xen.internal.options;

import org.jspecify.annotations.NullMarked;
