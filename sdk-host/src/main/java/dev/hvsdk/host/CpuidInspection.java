/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.cpuid.CpuidDump;
import dev.hvsdk.host.cpuid.DumpedCpu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What the CPUs of a dump can do for virtualization, those that are alike taken together.
 *
 * <p>A dump is no host: of KVM, the IOMMU and devices it tells nothing, and so does this. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuidInspection {
    private final List<CpuKind> kinds;

    private CpuidInspection(List<CpuKind> kinds) {
        this.kinds = kinds;
    }

    /** Looks at every CPU of a dump. */
    public static CpuidInspection of(CpuidDump dump) {
        Map<CpuKind, List<String>> names = new LinkedHashMap<>();
        for (DumpedCpu cpu : dump.cpus()) {
            names.computeIfAbsent(CpuKind.of(cpu), any -> new ArrayList<>()).add(cpu.name());
        }
        return new CpuidInspection(names.entrySet().stream()
                .map(entry -> entry.getKey().named(entry.getValue()))
                .toList());
    }

    /** The kinds of CPUs, at least one, in the order of the dump. */
    public List<CpuKind> kinds() {
        return kinds;
    }

    /** All kinds, with what is said of each. */
    @Override
    public String toString() {
        return "CpuidInspection[kinds=" + kinds + "]";
    }

    /** The features that some of the CPUs have and others have not, or whose bits differ. */
    public List<CpuFeature> differing() {
        return kinds.get(0).features().stream()
                .map(report -> report.feature())
                .filter(feature -> kinds.stream()
                                .map(kind -> kind.answer(feature))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }
}
