/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.host.cpuid.CpuidDump;
import dev.hvsdk.host.cpuid.InvalidDumpException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what CPU and platform can do for virtualization. */
@Command(
        name = "features",
        description = {
            "Show what the CPU and the platform can do for virtualization, why something is off, and what to do.",
            "",
            "With --cpuid, the same of a CPU that is not here, by a dump of its registers: what 'cpuid -r', libcpuid, AIDA64 and"
                    + " 'xen-cpuid -p' write, libvirt's cpudata, or the host.json of a capture. Which it is, the content tells."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv features                    usable ones first, absent ones last",
            "  hv features --verbose          those of other architectures too, one a line",
            "  hv features --cpuid dump.txt   of the CPUs that were dumped there, bit by bit",
            "  hv features --format json | jq -r '.features[] | select(.state == \"usable\") | .feature'"
        })
final class FeaturesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    @Option(
            names = "--cpuid",
            paramLabel = "FILE",
            order = 60,
            description = "Read the dump of a CPU's registers in FILE, not this machine.")
    private @Nullable Path dump;

    FeaturesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return dump == null ? ofHost() : ofDump(dump);
    }

    private int ofHost() {
        List<FeatureReport> features = host.inspector().features();
        return host.output()
                .answer(
                        session,
                        json -> MachineJson.features(json, features),
                        page -> new FeaturesPage(page, session.isVerbose()).showAll(features));
    }

    private int ofDump(Path file) {
        if (host.isNamed()) {
            throw new UsageException("--cpuid and --root each name what to read; give one of them", null);
        }
        DumpReading reading = DumpReading.of(file.toString(), read(file));
        return host.output()
                .answer(
                        session,
                        json -> DumpJson.write(json, reading),
                        page -> new DumpPage(page, session.isVerbose()).show(reading));
    }

    private static CpuidDump read(Path file) {
        if (file.toString().isEmpty()) {
            throw new UsageException("--cpuid needs a file, and not an empty text", null);
        }
        try {
            return CpuidDump.read(file);
        } catch (InvalidDumpException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
