/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a dump is written.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum DumpFormat {
    /** What {@code cpuid -r} prints. */
    CPUID_TOOL("cpuid -r"),
    /** The raw dump of libcpuid ({@code cpuid_tool --save}), and its test files. */
    LIBCPUID("libcpuid"),
    /** The CPUID section of AIDA64, which InstLatx64 collects, with its registers below if they are there. */
    AIDA64("AIDA64"),
    /** What Xen's {@code xen-cpuid -p} prints; each policy is a CPU of its own. */
    XEN_CPUID("xen-cpuid -p"),
    /** The {@code cpudata} of libvirt's tests, with registers. */
    LIBVIRT("libvirt cpudata"),
    /** The {@code host.json} of a captured host. */
    HOST_JSON("host.json");

    private final String displayName;

    DumpFormat(String displayName) {
        this.displayName = displayName;
    }

    /** The identifier in text and JSON: lower case with hyphens, such as {@code cpuid-tool}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people: {@code cpuid -r}. */
    public String displayName() {
        return displayName;
    }
}
