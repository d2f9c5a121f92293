/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.internal.platform.CpuRegister;
import dev.hvsdk.host.root.Fact;
import java.util.function.LongPredicate;

/**
 * A register by which firmware switches virtualization off.
 *
 * @param name its name in the maker's manual
 * @param msr its index
 * @param off tells from its value whether virtualization is off
 */
record FirmwareLock(String name, int msr, LongPredicate off) {
    private static final long LOCKED = 1;
    private static final long VMX_OUTSIDE_SMX = 1 << 2;
    private static final long SVM_DISABLED = 1 << 4;

    /**
     * Off when bit 0 locks it with bit 2 clear (Intel SDM vol. 3C, "Enabling and entering VMX operation"). Unlocked is not off:
     * the kernel then switches VT-x on itself (arch/x86/kernel/cpu/feat_ctl.c).
     */
    static final FirmwareLock VMX =
            new FirmwareLock("IA32_FEATURE_CONTROL", 0x3A, value -> (value & (LOCKED | VMX_OUTSIDE_SMX)) == LOCKED);

    /** AMD APM vol. 2, "Enabling SVM": SVMDIS, whether locked or not, is never undone by Linux. */
    static final FirmwareLock SVM = new FirmwareLock("VM_CR", 0xC001_0114, value -> (value & SVM_DISABLED) != 0);

    /** The register's value. */
    Fact<Long> read(Machine machine) {
        return machine.msr(msr);
    }

    /** The value as evidence. */
    Evidence evidence(long value) {
        String meaning = off.test(value) ? "switched off by firmware" : "not switched off";
        return Evidence.ofKernel(source(), "0x" + Long.toHexString(value) + ", " + meaning);
    }

    /** Where a person finds it: {@code MSR 0x3a (IA32_FEATURE_CONTROL)}. */
    String source() {
        return register().name() + " (" + name + ")";
    }

    /** The same as what can be read. */
    CpuRegister register() {
        return CpuRegister.msr(msr);
    }
}
