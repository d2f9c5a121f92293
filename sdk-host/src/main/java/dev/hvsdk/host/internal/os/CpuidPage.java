/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Executes the instruction CPUID, for which neither Java nor the C library has a function.
 *
 * <p>A page of memory is filled with a function of a few instructions and then made executable: it is never writable and
 * executable at once. It stays for the life of the process. Needs no privilege. Thread-safe.
 */
public final class CpuidPage {
    private static final int READ_WRITE = 3;
    private static final int READ_EXECUTE = 5;
    /** MAP_PRIVATE | MAP_ANONYMOUS of Linux (include/uapi/asm-generic/mman-common.h). */
    private static final int PRIVATE_ANONYMOUS = 0x22;

    private static final int PAGE_SIZE = 4096;
    private static final int REGISTERS_SIZE = 16;

    /** {@code void f(uint32 leaf, uint32 subleaf, uint32 registers[4])} in the calling convention of System V AMD64. */
    private static final byte[] CODE = code(
            "f30f1efa" // endbr64: the target of an indirect call, where the kernel enforces that
                    + "53" // push rbx: the callee keeps it, and CPUID overwrites it
                    + "4989d0" // mov r8, rdx: CPUID overwrites rdx too
                    + "89f8" // mov eax, edi
                    + "89f1" // mov ecx, esi
                    + "0fa2" // cpuid
                    + "418900" // mov [r8], eax
                    + "41895804" // mov [r8+4], ebx
                    + "41894808" // mov [r8+8], ecx
                    + "4189500c" // mov [r8+12], edx
                    + "5b" // pop rbx
                    + "c3"); // ret

    private CpuidPage() {}

    /**
     * The registers EAX, EBX, ECX and EDX that the CPU answers with.
     *
     * @throws UnsupportedOperationException if this is no x86-64 Linux, or the kernel refuses executable memory (SELinux
     *     {@code execmem}, systemd's {@code MemoryDenyWriteExecute}), or Java refuses native code
     */
    public static int[] execute(int leaf, int subleaf) {
        if (!NativeCode.isLinux64() || !Set.of("amd64", "x86_64").contains(System.getProperty("os.arch", ""))) {
            throw new UnsupportedOperationException("CPUID is executed on x86-64 Linux only");
        }
        try {
            return NativeCode.run(() -> Loaded.PAGE.call(leaf, subleaf));
        } catch (IOException e) {
            throw new UnsupportedOperationException(e.getMessage(), e);
        }
    }

    private static byte[] code(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** The page, in a class of its own so that JNA is loaded by the first execution and a failure is tried once only. */
    private static final class Loaded {
        private static final Loaded PAGE = load();

        private final @Nullable Function function;
        private final String problem;

        private Loaded(@Nullable Function function, String problem) {
            this.function = function;
            this.problem = problem;
        }

        private static Loaded load() {
            long page = LibC.mmap(0, PAGE_SIZE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
            if (page == -1) {
                return new Loaded(null, "no memory for executing CPUID: " + LibC.lastError());
            }
            new Pointer(page).write(0, CODE, 0, CODE.length);
            if (LibC.mprotect(page, PAGE_SIZE, READ_EXECUTE) != 0) {
                String problem = "the kernel refuses executable memory: " + LibC.lastError();
                LibC.munmap(page, PAGE_SIZE);
                return new Loaded(null, problem);
            }
            return new Loaded(Function.getFunction(new Pointer(page)), "");
        }

        int[] call(int leaf, int subleaf) throws IOException {
            if (function == null) {
                throw new IOException(problem);
            }
            // Not com.sun.jna.Memory: it would start a cleaner thread.
            long registers = Native.malloc(REGISTERS_SIZE);
            try {
                Pointer pointer = new Pointer(registers);
                function.invokeVoid(new Object[] {leaf, subleaf, pointer});
                return pointer.getIntArray(0, 4);
            } finally {
                Native.free(registers);
            }
        }
    }
}
