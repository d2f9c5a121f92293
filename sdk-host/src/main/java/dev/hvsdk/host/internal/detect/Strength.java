/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

/** How much a claim about the machine's hypervisor weighs, weakest first. */
enum Strength {
    /** A device that such a hypervisor offers, and that a physical machine may have too (a DPU with virtio functions). */
    HINT,
    /** A hypervisor is there and does not say which. */
    PRESENCE,
    /** A provider's name in the firmware: its machines may be physical, so a hypervisor must show itself too. */
    CLOUD,
    /** The name of a monitor, whose accelerator is another question: QEMU may translate or use KVM. */
    MONITOR,
    /** The signature of a hypervisor whose interface others offer too: KVM's and Hyper-V's. */
    INTERFACE,
    /** A name that only this hypervisor bears. */
    OWN
}
