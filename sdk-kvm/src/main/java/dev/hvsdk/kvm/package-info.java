/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The backend for KVM and QEMU, through libvirt. */
@NullMarked
package dev.hvsdk.kvm;

import org.jspecify.annotations.NullMarked;
