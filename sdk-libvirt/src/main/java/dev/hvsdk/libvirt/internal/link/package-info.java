/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * One logical connection with libvirt: native connections that are made again when they break, calls with deadlines, and the
 * events of the host.
 *
 * <p>No native handle leaves a call: a guest is a UUID, which is looked up, used and freed within one call on one connection.
 */
@NullMarked
package dev.hvsdk.libvirt.internal.link;

import org.jspecify.annotations.NullMarked;
