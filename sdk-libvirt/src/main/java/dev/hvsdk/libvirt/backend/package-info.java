/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a family calls to be opened, and the backend of libvirt's test and container drivers. */
@NullMarked
package dev.hvsdk.libvirt.backend;

import org.jspecify.annotations.NullMarked;
