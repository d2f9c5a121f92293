/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of libcpuid's raw dump: {@code basic_cpuid[1]=000306c3 00100800 7ffafbff bfebfbff}, {@code ext_cpuid} for the extended
 * leaves, and sub-leaves as {@code intel_fn11[0]} and {@code amd_fn8000001dh[0]}, hexadecimal with an {@code h}.
 */
final class LibcpuidLines implements DumpLines {
    private static final Pattern CPU = Pattern.compile("_+ Logical CPU #(\\d{1,5}) _+\\s*");
    private static final Pattern BEGINNING = Pattern.compile("(basic_cpuid|ext_cpuid|(intel|amd)_fn[0-9a-f]+h?)\\[");
    private static final Pattern LEAF =
            DumpLines.pattern("(?:(basic|ext)_cpuid|(?:intel|amd)_fn([0-9a-f]{1,8})(h?))\\[(\\d{1,3})]=X X X X\\s*");

    private static final int EXTENDED = 0x8000_0000;

    @Override
    public DumpFormat format() {
        return DumpFormat.LIBCPUID;
    }

    @Override
    public String example() {
        return "basic_cpuid[1]=000306c3 00100800 7ffafbff bfebfbff";
    }

    @Override
    public boolean claims(String line) {
        return BEGINNING.matcher(line).lookingAt() || CPU.matcher(line).matches();
    }

    @Override
    public boolean read(String line, DumpBuilder dump) {
        Matcher cpu = CPU.matcher(line);
        if (cpu.matches()) {
            return dump.select("CPU " + Integer.parseInt(cpu.group(1)));
        }
        Matcher leaf = LEAF.matcher(line);
        return leaf.matches() && add(leaf, dump);
    }

    private static boolean add(Matcher line, DumpBuilder dump) {
        int index = Integer.parseInt(line.group(4));
        if (line.group(1) == null) {
            int radix = line.group(3).isEmpty() ? 10 : 16;
            String number = line.group(2);
            if (radix == 10 && !number.matches("\\d{1,3}")) {
                return false;
            }
            dump.leaf(Integer.parseUnsignedInt(number, radix), index, DumpLines.registers(line, 5));
        } else {
            boolean basic = line.group(1).equals("basic");
            int number = basic ? index : EXTENDED + index;
            boolean room = dump.selectByFirstLeaf(number);
            dump.leaf(number, 0, DumpLines.registers(line, 5));
            return room;
        }
        return true;
    }
}
