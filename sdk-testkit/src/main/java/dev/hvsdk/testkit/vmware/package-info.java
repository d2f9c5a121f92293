/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Stand-ins for the tools of VMware's hosted products, for tests on machines that have none. */
@NullMarked
package dev.hvsdk.testkit.vmware;

import org.jspecify.annotations.NullMarked;
