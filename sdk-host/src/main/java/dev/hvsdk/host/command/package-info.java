/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs the commands of a host where there is no better interface: by argument vector, with a deadline, with bounded output. */
@NullMarked
package dev.hvsdk.host.command;

import org.jspecify.annotations.NullMarked;
