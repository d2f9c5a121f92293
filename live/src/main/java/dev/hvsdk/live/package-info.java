/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Real engines for tests.
 *
 * <p>A test says what it needs with {@link dev.hvsdk.live.Live}. Where that is missing it is skipped and says why; where the environment
 * variable {@code CI} is {@code true} it fails. {@link dev.hvsdk.live.Libvirtd} is a daemon of its own, {@link dev.hvsdk.live.GuestImages}
 * has something to boot, {@link dev.hvsdk.live.DomainXml} the descriptions, and {@link dev.hvsdk.live.Virsh} is a second witness.
 */
@NullMarked
package dev.hvsdk.live;

import org.jspecify.annotations.NullMarked;
