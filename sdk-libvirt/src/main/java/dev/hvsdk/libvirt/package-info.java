/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the backends that go through libvirt share, and the backend of libvirt's test and container drivers. */
@NullMarked
package dev.hvsdk.libvirt;

import org.jspecify.annotations.NullMarked;
