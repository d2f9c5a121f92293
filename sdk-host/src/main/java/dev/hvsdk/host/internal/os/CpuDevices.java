/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Registers of the first CPU by the kernel's devices {@code cpuid(4)} and {@code msr(4)}.
 *
 * <p>Pure Java, for where native code is refused. Thread-safe.
 */
public final class CpuDevices {
    /** CPUID by sub-leaf and leaf in the upper and lower half of the file position; needs root and CONFIG_X86_CPUID. */
    public static final String CPUID = "/dev/cpu/0/cpuid";

    /** MSRs by file position; needs root, CAP_SYS_RAWIO, no kernel lockdown, and CONFIG_X86_MSR. */
    public static final String MSR = "/dev/cpu/0/msr";

    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private CpuDevices() {}

    /** The registers EAX, EBX, ECX and EDX of a leaf. */
    public static int[] cpuid(int leaf, int subleaf) throws IOException {
        ByteBuffer registers = read(CPUID, ((long) subleaf << 32) | (leaf & LOW_HALF), 4 * Integer.BYTES);
        return new int[] {registers.getInt(), registers.getInt(), registers.getInt(), registers.getInt()};
    }

    /**
     * A model-specific register.
     *
     * @throws NoSuchFileException if the CPU does not have it, which the kernel reports as EIO, or if there is no device
     */
    public static long msr(int index) throws IOException {
        try {
            return read(MSR, index & LOW_HALF, Long.BYTES).getLong();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Input/output error")) {
                throw new NoSuchFileException(MSR);
            }
            throw e;
        }
    }

    private static ByteBuffer read(String device, long position, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(Path.of(device), StandardOpenOption.READ)) {
            if (channel.read(buffer, position) != size) {
                throw new EOFException(device + " gave less than " + size + " bytes");
            }
        }
        return buffer.flip();
    }
}
