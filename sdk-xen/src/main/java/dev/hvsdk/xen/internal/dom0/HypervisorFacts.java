/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.ColonLines;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Xen says of its machine: {@code xl info}, its own log, and the CPU's maker by dom0's kernel. Immutable. */
final class HypervisorFacts {
    private final ColonLines info;
    private final String log;
    private final ColonLines cpuinfo;

    HypervisorFacts(String info, String log, String cpuinfo) {
        this.info = ColonLines.parse(info);
        this.log = log;
        this.cpuinfo = ColonLines.parse(cpuinfo);
    }

    /** By three calls. That the log cannot be read leaves it empty: it is a ring, and may tell nothing of the start any more. */
    static HypervisorFacts read(Dom0 host, ErrorFactory errors) {
        String info = host.tools().xl(errors, host.patience(), "info");
        return new HypervisorFacts(
                info, printed(host, errors, "xl", "dmesg"), printed(host, errors, "cat", "/proc/cpuinfo"));
    }

    private static String printed(Dom0 host, ErrorFactory errors, String tool, String argument) {
        CommandResult result =
                host.tools().run(errors, XenTools.command(tool, argument).timeout(host.patience()));
        return result.isSuccess() ? result.stdout() : "";
    }

    /** The value of a line such as {@code virt_caps : pv hvm hap}. */
    Optional<String> find(String key) {
        return info.find(key);
    }

    /** What Xen can do, by libxl's words. */
    Set<String> abilities() {
        return Set.of(find("virt_caps").orElse("").split(" +"));
    }

    /** Such as {@code AuthenticAMD}. */
    Optional<String> vendor() {
        return cpuinfo.find("vendor_id");
    }

    /** The first line of Xen's log with one of these texts, without the time. */
    Optional<String> logged(List<String> texts) {
        return log.lines()
                .filter(line -> texts.stream().anyMatch(line::contains))
                .map(line -> line.replaceFirst("^\\(XEN\\) \\[[^\\]]*\\] ?", "").strip())
                .findFirst();
    }

    Optional<String> logged(String text) {
        return logged(List.of(text));
    }
}
