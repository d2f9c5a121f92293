/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/**
 * The four registers that the x86 instruction CPUID returns for one leaf and sub-leaf.
 *
 * <p>A record, because the components are the instruction's. Immutable.
 *
 * @param eax register EAX, all 32 bits
 * @param ebx register EBX, all 32 bits
 * @param ecx register ECX, all 32 bits
 * @param edx register EDX, all 32 bits
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CpuidLeaf(int eax, int ebx, int ecx, int edx) {
    /** The 12 bytes of EBX, ECX and EDX as text, zero bytes cut off: the signature of a hypervisor leaf such as 0x40000000. */
    public String signature() {
        return text(ebx, ecx, edx);
    }

    /** The vendor of leaf 0, whose order is EBX, EDX, ECX: {@code GenuineIntel}. */
    public String vendor() {
        return text(ebx, edx, ecx);
    }

    /** The 16 bytes of all registers as text, zero bytes cut off: a part of the brand string, leaves 0x80000002 to 4. */
    public String brandPart() {
        return text(eax, ebx, ecx, edx);
    }

    private static String text(int... registers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * registers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int register : registers) {
            bytes.putInt(register);
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1).replace("\0", "");
    }
}
