/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The vSphere backend beside its peers. */
@NullMarked
package dev.hvsdk.benchmarks.vmware;

import org.jspecify.annotations.NullMarked;
