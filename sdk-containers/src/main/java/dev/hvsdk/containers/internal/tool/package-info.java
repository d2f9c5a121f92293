/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Engines that are driven by their tools, here or by SSH: jails, zones, OpenVZ, Linux-VServer and systemd-nspawn. */
@NullMarked
package dev.hvsdk.containers.internal.tool;

import org.jspecify.annotations.NullMarked;
