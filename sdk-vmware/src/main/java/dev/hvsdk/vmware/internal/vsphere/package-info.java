/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** vSphere: its guests, and what can be done with them and their hosts. */
@NullMarked
package dev.hvsdk.vmware.internal.vsphere;

import org.jspecify.annotations.NullMarked;
