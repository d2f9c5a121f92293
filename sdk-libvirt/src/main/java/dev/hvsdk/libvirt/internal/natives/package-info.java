/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The functions of libvirt as they are, mapped directly: addresses are longs, and only primitives and UTF-8 text cross the border.
 *
 * <p>Every function has to be called by a platform thread, and {@link dev.hvsdk.libvirt.internal.natives.Vir} has to look at its
 * result before anything else happens in that thread: libvirt keeps the last error by thread.
 */
@NullMarked
package dev.hvsdk.libvirt.internal.natives;

import org.jspecify.annotations.NullMarked;
