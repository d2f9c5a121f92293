/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import org.apiguardian.api.API;

/**
 * Whether the processor of the host runs the guest, or a program that imitates one.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Acceleration {
    /** KVM where the host has one that works, else TCG. Which it was stands in {@link dev.hvsdk.api.GuestInfo#technology()}. */
    AUTO,
    /** The processor of the host, by KVM. */
    KVM,
    /** QEMU's own emulation, which needs nothing of the host and is ten to a hundred times slower. */
    TCG
}
