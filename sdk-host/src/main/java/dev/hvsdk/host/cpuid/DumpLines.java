/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import dev.hvsdk.host.root.CpuidLeaf;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A format that has a line for each leaf.
 *
 * <p>Implementations are immutable. Numbers are as long as a register by the pattern that finds them, so that none can be out of range.
 */
interface DumpLines {
    /** Which it is. */
    DumpFormat format();

    /** An example of a line with a leaf, for who has a broken one. */
    String example();

    /** Whether a line can only be meant for this format: it begins as one of its own, whatever follows. */
    boolean claims(String line);

    /** Adds what a line says; false if it is broken. Called only with lines that it claims. */
    boolean read(String line, DumpBuilder dump);

    /** A hexadecimal number of at most eight digits. */
    static int hex(Matcher matcher, int group) {
        return Integer.parseUnsignedInt(matcher.group(group), 16);
    }

    /** Four of them, one for each register. */
    static CpuidLeaf registers(Matcher matcher, int first) {
        return new CpuidLeaf(
                hex(matcher, first), hex(matcher, first + 1), hex(matcher, first + 2), hex(matcher, first + 3));
    }

    /** A pattern in which {@code X} stands for a register of eight hexadecimal digits, which becomes a group. */
    static Pattern pattern(String regex) {
        return Pattern.compile(regex.replace("X", "([0-9A-Fa-f]{8})"));
    }
}
