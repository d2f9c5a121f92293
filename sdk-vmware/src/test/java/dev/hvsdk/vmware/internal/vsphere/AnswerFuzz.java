/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

/** The entry of the fuzzer Jazzer, which finds it by the name of its method; see the profile {@code fuzz}. */
public final class AnswerFuzz {
    private AnswerFuzz() {}

    /** Throws what is a defect: anything but the refusals of malformed answers. */
    public static void fuzzerTestOneInput(byte[] input) {
        AnswerLaws.hold(input);
    }
}
