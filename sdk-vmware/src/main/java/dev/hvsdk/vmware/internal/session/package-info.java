/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One login, and what is asked and changed by it: properties, tasks. */
@NullMarked
package dev.hvsdk.vmware.internal.session;

import org.jspecify.annotations.NullMarked;
