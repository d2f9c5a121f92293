/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

/** The entry of the fuzzer Jazzer, which finds it by the name of its method; see the profile {@code fuzz}. */
public final class CfgFuzz {
    private CfgFuzz() {}

    /** Throws what is a defect: anything but the refusals of files. */
    public static void fuzzerTestOneInput(byte[] input) {
        CfgLaws.hold(input);
    }
}
