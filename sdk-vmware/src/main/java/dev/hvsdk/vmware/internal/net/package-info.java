/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** HTTPS with a deadline, and whom it trusts. */
@NullMarked
package dev.hvsdk.vmware.internal.net;

import org.jspecify.annotations.NullMarked;
