/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** SOAP as vSphere speaks it: elements out and in, and its faults. Knows no host and no session. */
@NullMarked
package dev.hvsdk.vmware.internal.soap;

import org.jspecify.annotations.NullMarked;
