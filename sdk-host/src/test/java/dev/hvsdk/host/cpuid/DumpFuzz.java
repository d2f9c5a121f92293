/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

/** The entry of the fuzzer Jazzer, which finds it by the name of its method; see the profile {@code fuzz}. */
public final class DumpFuzz {
    private DumpFuzz() {}

    /** Throws what is a defect: anything but the refusals of dumps. */
    public static void fuzzerTestOneInput(byte[] input) {
        DumpLaws.hold(input);
    }
}
