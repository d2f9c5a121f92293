/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.host.CpuKind;
import dev.hvsdk.host.cpuid.FeatureBit;
import java.util.List;
import java.util.stream.Collectors;

/** A dump of CPUID for people: each kind of CPU in it by its bits and by what they amount to. */
final class DumpPage {
    /** Nobody counts the names of a hundred CPUs. */
    private static final int MAX_NAMES = 8;

    private final Page page;
    private final boolean verbose;

    DumpPage(Page page, boolean verbose) {
        this.page = page;
        this.verbose = verbose;
    }

    void show(DumpReading reading) {
        page.line(
                0,
                new Span(reading.file(), Tone.STRONG),
                Span.of(": " + reading.format().displayName() + ", " + counted(reading)));
        if (!reading.differing().isEmpty()) {
            String ids = reading.differing().stream().map(CpuFeature::id).collect(Collectors.joining(" "));
            page.line(0, new Span("They differ in: ", Tone.WARNING), Span.of(ids));
        }
        reading.kinds().forEach(this::show);
    }

    private static String counted(DumpReading reading) {
        int cpus = reading.cpus();
        int kinds = reading.kinds().size();
        if (cpus == 1) {
            return "1 CPU";
        }
        return cpus + " CPUs, " + (kinds == 1 ? "all alike" : "of " + kinds + " kinds");
    }

    private void show(CpuKind kind) {
        page.heading(names(kind.names()));
        page.line(
                2,
                new Span(kind.cpu().model().orElse("a model without a name"), Tone.STRONG),
                Span.of(numbers(kind.cpu())));
        page.table(2, bits(kind.bits()));
        new FeaturesPage(page, verbose).showAll(kind.features());
    }

    private static String names(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
        return names.size() > MAX_NAMES ? shown + " and " + (names.size() - MAX_NAMES) + " more" : shown;
    }

    private static String numbers(CpuInfo cpu) {
        String vendor = cpu.vendor().map(name -> " (" + name.strip() + ")").orElse("");
        return cpu.familyNumber().isEmpty()
                ? vendor
                : vendor + ", family " + cpu.familyNumber().getAsInt() + ", model "
                        + cpu.modelNumber().orElse(0) + ", stepping "
                        + cpu.stepping().orElse(0);
    }

    private static Table bits(List<FeatureBit> bits) {
        Table table = new Table("", "", Table.FLEXIBLE);
        bits.forEach(bit -> table.row(
                new Span(bit.feature().id(), Tone.STRONG),
                bit.value().value().map(DumpPage::value).orElseGet(() -> Span.faint("not in the dump")),
                Span.faint(bit.source())));
        return table;
    }

    private static Span value(boolean set) {
        return Span.of(set ? "yes" : "no");
    }
}
