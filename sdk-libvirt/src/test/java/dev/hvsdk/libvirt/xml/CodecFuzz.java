/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.nio.charset.StandardCharsets;

/** The entry of the fuzzer Jazzer, which finds it by the name of its method; see the profile {@code fuzz}. */
public final class CodecFuzz {
    private CodecFuzz() {}

    /** Throws what is a defect: anything but the one refusal of malformed texts. */
    public static void fuzzerTestOneInput(byte[] input) {
        CodecLaws.hold(new String(input, StandardCharsets.UTF_8));
    }
}
