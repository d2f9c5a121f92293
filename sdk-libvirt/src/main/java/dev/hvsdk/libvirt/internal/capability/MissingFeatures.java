/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import java.util.Arrays;
import java.util.List;

/** The features that libvirt names when it says that a CPU is incompatible with the host's. */
final class MissingFeatures {
    /** Of {@code virCPUx86Compare} in {@code src/cpu/cpu_x86.c} of libvirt. */
    private static final String BEGIN = "does not provide required features: ";

    private MissingFeatures() {}

    /** Empty where the reason is another, such as another vendor. */
    static List<String> of(String message) {
        int begin = message.indexOf(BEGIN);
        return begin < 0
                ? List.of()
                : Arrays.asList(
                        message.substring(begin + BEGIN.length()).strip().split("[,;]\\s*"));
    }
}
