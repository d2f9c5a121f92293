/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.vmware;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Hypervisor;

/** A program that lists the guests of a host once and ends. */
public final class FirstList {
    private FirstList() {}

    /** Takes the URI, or {@code nothing}; prints how many there were. The password is in the environment. */
    public static void main(String[] args) {
        System.out.println(args[0].equals("nothing") ? 0 : list(args[0]));
        System.exit(0);
    }

    private static int list(String uri) {
        try (Hypervisor host = Hypervisors.load().open(uri)) {
            return host.guests().size();
        }
    }
}
