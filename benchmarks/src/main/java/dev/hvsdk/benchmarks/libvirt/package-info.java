/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The backend of libvirt beside C, Python and libvirt-java, each in a process of its own, all in the same run. */
@NullMarked
package dev.hvsdk.benchmarks.libvirt;

import org.jspecify.annotations.NullMarked;
