/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import dev.hvsdk.host.CpuidInspection;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.testing.Defects;

/** What holds for all bytes that may be a dump: they are read, or refused by the one type of error that is meant for it. */
final class DumpLaws {
    private static final String NAME = "a dump";
    private static final int MAX_MESSAGE = 1000;

    private DumpLaws() {}

    /** True if they were read. */
    static boolean hold(byte[] input) {
        try {
            look(CpuidDump.parse(NAME, input));
            return true;
        } catch (InvalidDumpException e) {
            requireReadable(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static void look(CpuidDump dump) {
        CpuidInspection inspection = CpuidInspection.of(dump);
        long names = inspection.kinds().stream()
                .mapToLong(kind -> kind.names().size())
                .sum();
        if (names != dump.cpus().size()) {
            throw new AssertionError(
                    names + " CPUs are of some kind, and " + dump.cpus().size() + " were read");
        }
        Defects.requireNone(
                HostInspector.of(dump.cpus().get(0).host()).inspect().limitations());
    }

    private static void requireReadable(String message) {
        if (!message.startsWith(NAME) || message.length() > MAX_MESSAGE) {
            throw new AssertionError("a refusal that helps nobody: " + message);
        }
    }
}
