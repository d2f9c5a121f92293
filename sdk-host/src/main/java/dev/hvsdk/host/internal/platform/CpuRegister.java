/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

/**
 * What of an x86 CPU is read without a file: a leaf of CPUID, or a model-specific register.
 *
 * @param name what a person calls it: {@code MSR 0x3a}, {@code leaf 0x8000000a of CPUID}
 * @param driver the kernel's driver by which root reads it
 * @param dumper what writes it into a dump
 */
public record CpuRegister(String name, String driver, String dumper) {
    /** A model-specific register. */
    public static CpuRegister msr(int index) {
        return new CpuRegister("MSR 0x" + Integer.toHexString(index), "msr", "as AIDA64 and 'hv capture' do");
    }

    /** A leaf of CPUID. */
    public static CpuRegister leaf(int leaf) {
        String number = leaf == 0 || leaf == 1 ? String.valueOf(leaf) : "0x" + Integer.toHexString(leaf);
        return new CpuRegister("leaf " + number + " of CPUID", "cpuid", "as 'cpuid -r' does");
    }
}
