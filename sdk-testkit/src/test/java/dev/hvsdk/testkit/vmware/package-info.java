/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the stand-ins. */
@NullMarked
package dev.hvsdk.testkit.vmware;

import org.jspecify.annotations.NullMarked;
