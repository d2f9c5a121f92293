/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of AIDA64: {@code CPUID 0000000B: 00000001-00000002-00000100-00000000 [SL 00]} and
 * {@code MSR 0000003A: 0000-0000-0000-0005}, in older versions without the colon. A register that could not be read says so in words.
 */
final class AidaLines implements DumpLines {
    private static final Pattern CPU = Pattern.compile("(?:-+\\[ [^]]*Logical CPU #(\\d{1,5}) ]-+"
            + "|CPUID Registers \\(CPU #(\\d{1,5})\\):|CPU#(\\d{1,5})\\b.*)\\s*");

    /** Written once for all CPUs. */
    private static final Pattern MSRS = Pattern.compile("-+\\[ MSR Registers ]-+\\s*");

    private static final Pattern BEGINNING =
            Pattern.compile("CPUID\\s+(?:[0-9A-Fa-f]{8}\\b|\\S{1,16}:|\\S{1,16}\\s+\\S{1,16}-\\S{1,16}-).*");

    private static final Pattern REGISTER = Pattern.compile("MSR\\s+(?:[0-9A-Fa-f]{8}\\b|\\S{1,16}:).*");

    private static final Pattern LEAF =
            DumpLines.pattern("CPUID\\s+X:?\\s+X-X-X-X(?:\\s+\\[SL ([0-9A-Fa-f]{2,8})])?(?:\\s.*)?");

    private static final Pattern MSR =
            DumpLines.pattern("MSR\\s+X:?\\s+((?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{4})(?:\\s.*)?");

    private static final Pattern NO_MSR = DumpLines.pattern("MSR\\s+X:?\\s+<.*");

    @Override
    public DumpFormat format() {
        return DumpFormat.AIDA64;
    }

    @Override
    public String example() {
        return "CPUID 00000001: 000306F2-03200800-7FFEFBFF-BFEBFBFF";
    }

    @Override
    public boolean claims(String line) {
        return BEGINNING.matcher(line).matches()
                || REGISTER.matcher(line).matches()
                || CPU.matcher(line).matches()
                || MSRS.matcher(line).matches();
    }

    @Override
    public boolean read(String line, DumpBuilder dump) {
        Matcher cpu = CPU.matcher(line);
        if (cpu.matches()) {
            return dump.select("CPU " + number(cpu));
        } else if (MSRS.matcher(line).matches()) {
            dump.selectFirst();
            return true;
        }
        return line.startsWith("MSR") ? readRegister(line, dump) : readLeaf(line, dump);
    }

    private static int number(Matcher cpu) {
        for (int group = 1; group <= cpu.groupCount(); group++) {
            if (cpu.group(group) != null) {
                return Integer.parseInt(cpu.group(group));
            }
        }
        throw new IllegalStateException("a heading without a number: " + cpu.group());
    }

    private static boolean readLeaf(String line, DumpBuilder dump) {
        Matcher matcher = LEAF.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        int leaf = DumpLines.hex(matcher, 1);
        boolean room = dump.selectByFirstLeaf(leaf);
        // Old versions repeat a leaf for each of its sub-leaves without a number.
        int subleaf = matcher.group(6) == null ? dump.nextSubleaf(leaf) : DumpLines.hex(matcher, 6);
        dump.leaf(leaf, subleaf, DumpLines.registers(matcher, 2));
        return room;
    }

    private static boolean readRegister(String line, DumpBuilder dump) {
        Matcher matcher = MSR.matcher(line);
        if (!matcher.matches()) {
            return NO_MSR.matcher(line).matches();
        }
        String value = matcher.group(2).replace("-", "");
        dump.msr(DumpLines.hex(matcher, 1), Long.parseUnsignedLong(value, 16));
        return true;
    }
}
