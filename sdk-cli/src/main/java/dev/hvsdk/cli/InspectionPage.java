/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.Confidence;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.HugePagePool;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.api.machine.VmmKind;
import dev.hvsdk.host.Detection;
import dev.hvsdk.host.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A machine for people, on one page. */
final class InspectionPage {
    private static final int SHOWN_EVIDENCE = 4;

    private final Page page;

    private InspectionPage(Page page) {
        this.page = page;
    }

    static void show(Page page, Inspection inspection, boolean verbose) {
        InspectionPage whole = new InspectionPage(page);
        Summary.show(page, inspection);
        whole.detection(inspection.detection());
        whole.cpu(inspection.cpu());
        whole.memory(inspection.memory());
        new FeaturesPage(page, verbose).showBrief(inspection.features());
        DevicesPage.showBrief(page, inspection);
        LimitationsPage.show(page, inspection.limitations());
    }

    static void showDetection(Page page, Detection detection) {
        new InspectionPage(page).detection(detection);
    }

    private void detection(Detection detection) {
        page.heading("Virtualization");
        detection
                .platforms()
                .forEach(platform -> page.line(
                        2, Span.of("part of "), new Span(platform.displayName(), Tone.STRONG), id(platform.id())));
        detection.layers().forEach(this::layer);
        switch (detection.verdict()) {
            case PHYSICAL ->
                page.line(2, new Span("physical machine", Tone.GOOD), Span.of(": no hypervisor, no container"));
            case UNKNOWN ->
                page.line(
                        2,
                        new Span("not known", Tone.WARNING),
                        Span.of(": nothing was readable that would show a hypervisor"));
            case VIRTUAL -> {}
        }
    }

    private static Span id(String id) {
        return Span.faint(" (" + id + ")");
    }

    private void layer(VirtualizationLayer layer) {
        page.line(
                2,
                new Span(layer.technology().displayName(), Tone.STRONG),
                id(layer.technology().id()
                        + layer.variant().map(variant -> ", " + variant).orElse("")),
                Span.of(": " + layer.role().id() + ", " + approach(layer) + vmm(layer) + ", "),
                new Span(layer.confidence().id(), tone(layer.confidence())));
        Table table = new Table(Table.FLEXIBLE, Table.FLEXIBLE);
        layer.evidence().stream().limit(SHOWN_EVIDENCE).forEach(piece -> addTo(table, piece));
        page.table(6, table);
        if (layer.evidence().size() > SHOWN_EVIDENCE) {
            page.line(6, Span.faint("and " + (layer.evidence().size() - SHOWN_EVIDENCE) + " more"));
        }
    }

    private static String approach(VirtualizationLayer layer) {
        return switch (layer.approach()) {
            case FULL -> "full virtualization";
            case PARAVIRTUALIZATION -> "paravirtualization";
            case EMULATION -> "emulation";
            case OS_LEVEL -> "OS-level virtualization";
            case APPLICATION -> "application virtualization";
        };
    }

    private static String vmm(VirtualizationLayer layer) {
        return layer.vmm()
                .map(kind -> kind == VmmKind.HOSTED ? ", hosted VMM" : ", bare-metal VMM")
                .orElse("");
    }

    private static Tone tone(Confidence confidence) {
        return confidence == Confidence.CERTAIN ? Tone.GOOD : Tone.WARNING;
    }

    static void addTo(Table table, Evidence piece) {
        table.row(Span.faint(piece.source()), Span.of(piece.value()));
    }

    private void cpu(CpuInfo cpu) {
        page.heading("CPU");
        String vendor = cpu.vendor().map(name -> " (" + name + ")").orElse("");
        page.line(2, new Span(cpu.model().orElse("unknown model"), Tone.STRONG), Span.of(vendor));
        CpuTopology topology = cpu.topology();
        List<String> facts = new ArrayList<>();
        cpu.architecture().ifPresent(facts::add);
        count(facts, topology.sockets(), "socket");
        count(facts, topology.cores(), "core");
        count(facts, topology.threads(), "thread");
        count(facts, topology.numaNodes(), "NUMA node");
        if (!topology.offline().isEmpty()) {
            facts.add(topology.offline().size() + " offline");
        }
        page.line(2, Span.of(String.join(", ", facts)));
    }

    private static void count(List<String> facts, OptionalInt number, String noun) {
        number.ifPresent(n -> facts.add(n + " " + noun + (n == 1 ? "" : "s")));
    }

    private void memory(MemoryInfo memory) {
        page.heading("Memory");
        List<String> facts = new ArrayList<>();
        memory.available().ifPresent(size -> facts.add(size + " available"));
        memory.hugePages().stream()
                .filter(pool -> pool.total() > 0)
                .map(InspectionPage::describe)
                .forEach(facts::add);
        memory.samePageMerging()
                .filter(merging -> merging.running())
                .ifPresent(merging -> facts.add(merging.pagesShared() + " pages merged (KSM)"));
        memory.balloonDriver().ifPresent(driver -> facts.add("balloon driver " + driver));
        String total = memory.total().map(Object::toString).orElse("unknown size");
        page.line(2, new Span(total, Tone.STRONG), Span.of(facts.isEmpty() ? "" : ": " + String.join(", ", facts)));
    }

    private static String describe(HugePagePool pool) {
        return pool.free() + " of " + pool.total() + " huge pages of " + pool.pageSize() + " free";
    }
}
