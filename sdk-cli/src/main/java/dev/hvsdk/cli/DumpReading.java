/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.CpuKind;
import dev.hvsdk.host.CpuidInspection;
import dev.hvsdk.host.cpuid.CpuidDump;
import dev.hvsdk.host.cpuid.DumpFormat;
import java.util.List;

/**
 * A dump of CPUID that was read.
 *
 * @param file its name
 * @param format how it is written
 * @param kinds the CPUs, at least one
 * @param differing what some of them have and others have not
 */
record DumpReading(String file, DumpFormat format, List<CpuKind> kinds, List<CpuFeature> differing) {
    static DumpReading of(String file, CpuidDump dump) {
        CpuidInspection inspection = CpuidInspection.of(dump);
        return new DumpReading(file, dump.format(), inspection.kinds(), inspection.differing());
    }

    int cpus() {
        return kinds.stream().mapToInt(kind -> kind.names().size()).sum();
    }
}
