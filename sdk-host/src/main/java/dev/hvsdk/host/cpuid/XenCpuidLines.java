/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of {@code xen-cpuid -p} (tools/misc/xen-cpuid.c, print_policy): below {@code Host policy: 32 leaves, 2 MSRs} leaves as
 * {@code   00000001:ffffffff -> 000306f2:03200800:7ffefbff:bfebfbff} and registers as {@code   000000ce -> 0000000080000000}. Leaves that
 * are all zero it leaves out.
 */
final class XenCpuidLines implements DumpLines {
    /** Below it only the policies are printed; the first words of a line are a name of Xen's. */
    private static final Pattern POLICY = Pattern.compile("([A-Z][\\w ]{0,40} policy): \\d+ leaves, \\d+ MSRs\\s*");

    private static final Pattern BEGINNING = Pattern.compile("\\s+[0-9a-f]{8}(:| ->).*");
    private static final Pattern LEAF = DumpLines.pattern("\\s+X:X -> X:X:X:X\\s*");
    private static final Pattern MSR = DumpLines.pattern("\\s+X -> ([0-9a-f]{16})\\s*");

    /** What Xen writes for a leaf without sub-leaves (XEN_CPUID_NO_SUBLEAF). */
    private static final int NO_SUBLEAF = -1;

    @Override
    public DumpFormat format() {
        return DumpFormat.XEN_CPUID;
    }

    @Override
    public String example() {
        return "  00000001:ffffffff -> 000306f2:03200800:7ffefbff:bfebfbff";
    }

    @Override
    public boolean claims(String line) {
        return BEGINNING.matcher(line).matches() || POLICY.matcher(line).matches();
    }

    @Override
    public boolean read(String line, DumpBuilder dump) {
        Matcher policy = POLICY.matcher(line);
        if (policy.matches()) {
            return dump.select(policy.group(1));
        }
        Matcher leaf = LEAF.matcher(line);
        if (leaf.matches()) {
            int subleaf = DumpLines.hex(leaf, 2);
            dump.leaf(DumpLines.hex(leaf, 1), subleaf == NO_SUBLEAF ? 0 : subleaf, DumpLines.registers(leaf, 3));
            return true;
        }
        Matcher msr = MSR.matcher(line);
        boolean whole = msr.matches();
        if (whole) {
            dump.msr(DumpLines.hex(msr, 1), Long.parseUnsignedLong(msr.group(2), 16));
        }
        return whole;
    }
}
