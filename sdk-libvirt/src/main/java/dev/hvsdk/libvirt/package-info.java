/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the backends that go through libvirt share, and what is special to libvirt among hosts: its events and capabilities.
 *
 * <p>A family of guests, such as KVM, says what is special about it by a {@link dev.hvsdk.libvirt.LibvirtFamily}, and gets the rest
 * from {@code dev.hvsdk.libvirt.backend.LibvirtBackend}.
 *
 * <h2>How a capability is added</h2>
 *
 * <p>One small class each, that takes a context and implements an interface of {@code dev.hvsdk.api.capability} or one that the
 * backend exports; and one line in a table. Both {@code capability(X)} and {@code capabilities()} look at that table only.
 *
 * <ul>
 *   <li>What only one family has goes into its {@link dev.hvsdk.libvirt.LibvirtFamily#capabilities}, with a factory over
 *       {@link dev.hvsdk.libvirt.GuestContext} or {@link dev.hvsdk.libvirt.HostContext}:
 *       {@code .guest(QmpMonitor.class, guest -> Support.available(new LibvirtQmpMonitor(guest)))}.
 *   <li>What all families share is a package-private class in {@code dev.hvsdk.libvirt.internal.capability} with a line in
 *       {@code SharedCapabilities}, over the contexts' implementations {@code GuestAccess} and {@code HostAccess}, which make native calls:
 *       {@code guest.read("snapshots", domain -> Vir.check(VirSnapshot.virDomainSnapshotNum(domain, 0)))}.
 *   <li>What a driver of libvirt does not have is found out by {@code GuestAccess.supported}, which asks once per connection and
 *       remembers the answer.
 *   <li>A family overrides a shared capability by an offer of the same class.
 * </ul>
 *
 * <p>Reads use {@code read}; changes run as {@code change("attach", ...)}, which is an operation and is refused on a read-only
 * connection, and use {@code work} within. No call is made from within another, and no native handle leaves a call.
 */
@NullMarked
package dev.hvsdk.libvirt;

import org.jspecify.annotations.NullMarked;
