/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs the commands of another host by SSH, with its key checked against the known ones. */
@NullMarked
package dev.hvsdk.host.ssh;

import org.jspecify.annotations.NullMarked;
