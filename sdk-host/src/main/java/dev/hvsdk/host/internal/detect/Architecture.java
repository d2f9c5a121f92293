/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

/** The families of CPUs whose virtualization shows in different places. */
enum Architecture {
    X86,
    ARM,
    POWER,
    Z,
    SPARC,
    RISC_V,
    ITANIUM,
    OTHER,
    UNKNOWN;

    /** The family of a kernel's name for a machine ({@code uname -m}). */
    static Architecture of(String machine) {
        if (isX86(machine)) {
            return X86;
        }
        if (machine.startsWith("arm") || machine.startsWith("aarch64")) {
            return ARM;
        }
        if (machine.startsWith("ppc") || machine.startsWith("power")) {
            return POWER;
        }
        return ofRare(machine);
    }

    private static boolean isX86(String machine) {
        return machine.equals("x86_64")
                || machine.equals("amd64")
                || (machine.length() == 4 && machine.startsWith("i") && machine.endsWith("86"));
    }

    private static Architecture ofRare(String machine) {
        if (machine.startsWith("s390")) {
            return Z;
        }
        if (machine.startsWith("sparc")) {
            return SPARC;
        }
        if (machine.startsWith("riscv")) {
            return RISC_V;
        }
        return machine.equals("ia64") ? ITANIUM : OTHER;
    }

    /** The family that a cpuinfo is of, by keys and values that only this family's kernel prints. */
    static Architecture ofCpuinfo(String text) {
        if (text.contains("CPU implementer")) {
            return ARM;
        }
        if (text.contains("IBM/S390")) {
            return Z;
        }
        if (Lines.value(text, "cpu", ':').orElse("").startsWith("POWER")) {
            return POWER;
        }
        return text.contains("\nflags") && text.contains("cpu family") ? X86 : UNKNOWN;
    }

    /** Whether guests can be told apart by CPUID, so that its silence means something. */
    boolean mayHaveCpuid() {
        return this == X86 || this == UNKNOWN;
    }
}
