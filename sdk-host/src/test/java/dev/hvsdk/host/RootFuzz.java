/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

/** The entry of the fuzzer Jazzer, which finds it by the name of its method; see the profile {@code fuzz}. */
public final class RootFuzz {
    private RootFuzz() {}

    /** Throws what is a defect: anything but an answer or a refusal. */
    public static void fuzzerTestOneInput(byte[] input) {
        RootLaws.hold(input);
    }
}
