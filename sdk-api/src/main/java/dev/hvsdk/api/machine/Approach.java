/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a virtualization technology makes a guest believe that it has a machine to itself.
 *
 * <p>The five classes of the textbook. A technology has a default ({@link Technology#approach()}); a layer that was found
 * running may use another ({@link VirtualizationLayer#approach()}): QEMU without KVM emulates, a Xen PV guest is
 * paravirtualized while a Xen HVM guest is fully virtualized. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Approach {
    /** Every instruction and device is imitated in software, so that even another architecture can run: QEMU (TCG), Bochs. */
    EMULATION,
    /** An unchanged operating system runs on the real CPU, today with its help (VT-x, AMD-V): KVM, VMware ESXi, Hyper-V. */
    FULL,
    /** The guest's kernel knows that it is a guest and calls the hypervisor instead of the hardware: Xen PV, UML. */
    PARAVIRTUALIZATION,
    /** One kernel, many separated user spaces: containers, zones, jails. */
    OS_LEVEL,
    /** A program, not an operating system, runs in a machine of its own: the JVM, Wine, QEMU's user mode. */
    APPLICATION;

    /** The identifier in text and JSON: lower case with hyphens, such as {@code os-level}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
