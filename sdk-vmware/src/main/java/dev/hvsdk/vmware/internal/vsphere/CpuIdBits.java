/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.internal.soap.Element;
import java.math.BigInteger;
import java.util.Optional;

/** Registers as the server writes them: 32 signs with colons, {@code 0110:1100:...}; {@code -} and letters are bits not told. */
final class CpuIdBits {
    private static final int BINARY = 2;

    private CpuIdBits() {}

    /** ECX of a leaf of the first package; empty if it is not told, or not wholly. */
    static Optional<BigInteger> ecx(Element packages, int leaf) {
        return packages.children().stream()
                .limit(1)
                .flatMap(one -> one.children("cpuFeature"))
                .filter(one ->
                        one.number("level").filter(level -> level == leaf).isPresent())
                .findFirst()
                .flatMap(one -> one.text("ecx"))
                .flatMap(CpuIdBits::parse);
    }

    static Optional<BigInteger> parse(String text) {
        String bits = text.replace(":", "");
        return bits.matches("[01]{32}") ? Optional.of(new BigInteger(bits, BINARY)) : Optional.empty();
    }
}
