/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The backends of VMware, as the service loader finds them. */
@NullMarked
package dev.hvsdk.vmware.backend;

import org.jspecify.annotations.NullMarked;
