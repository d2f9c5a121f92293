/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of {@code cpuid -r}: {@code    0x00000007 0x00: eax=0x00000001 ebx=...} below {@code CPU 0:}, or below {@code CPU:} with
 * {@code -1}.
 */
final class CpuidToolLines implements DumpLines {
    private static final Pattern CPU = Pattern.compile("CPU(?: (\\d{1,5}))?:\\s*");
    private static final Pattern LEAF =
            DumpLines.pattern("\\s*0xX 0x([0-9a-f]{2,8}): eax=0xX ebx=0xX ecx=0xX edx=0xX\\s*");

    @Override
    public DumpFormat format() {
        return DumpFormat.CPUID_TOOL;
    }

    @Override
    public String example() {
        return "0x00000001 0x00: eax=0x000306f2 ebx=0x03200800 ecx=0x7ffefbff edx=0xbfebfbff";
    }

    @Override
    public boolean claims(String line) {
        return line.stripLeading().startsWith("0x")
                || line.contains("eax=")
                || CPU.matcher(line).matches();
    }

    @Override
    public boolean read(String line, DumpBuilder dump) {
        Matcher cpu = CPU.matcher(line);
        if (cpu.matches()) {
            return cpu.group(1) == null ? dump.selectNext() : dump.select("CPU " + Integer.parseInt(cpu.group(1)));
        }
        Matcher leaf = LEAF.matcher(line);
        boolean whole = leaf.matches();
        if (whole) {
            dump.leaf(DumpLines.hex(leaf, 1), DumpLines.hex(leaf, 2), DumpLines.registers(leaf, 3));
        }
        return whole;
    }
}
