/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Who would have to lie for a piece of evidence to be false, hardest first.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Forgery {
    /** Only the hypervisor or the kernel itself: CPUID leaves, inode numbers of namespaces, a device that answers. */
    BY_KERNEL,
    /** Whoever configures the virtual machine or owns the firmware: DMI strings, ACPI tables, the device tree. */
    BY_FIRMWARE,
    /** Root on the observed system: mounts, control groups, the environment of process 1. */
    BY_ROOT,
    /** Whoever made the disk or container image: files such as {@code /.dockerenv} that survive a copy. */
    BY_IMAGE;

    /** The identifier in text and JSON: lower case with hyphens, such as {@code by-image}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
