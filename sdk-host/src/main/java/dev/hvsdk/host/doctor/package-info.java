/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Whether a host can do what it is meant for: checks of KVM, Xen, LXC, containers and passthrough, each with a verdict, the reason and
 * the remedy.
 */
@NullMarked
package dev.hvsdk.host.doctor;

import org.jspecify.annotations.NullMarked;
