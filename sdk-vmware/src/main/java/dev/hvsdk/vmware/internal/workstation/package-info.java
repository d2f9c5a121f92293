/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Workstation, Player and Fusion on this machine, by the tool vmrun and the files of the machines. */
@NullMarked
package dev.hvsdk.vmware.internal.workstation;

import org.jspecify.annotations.NullMarked;
