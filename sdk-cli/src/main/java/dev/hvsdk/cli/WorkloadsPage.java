/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.workload.MemoryMeasure;
import dev.hvsdk.host.workload.Workload;
import dev.hvsdk.host.workload.WorkloadState;
import dev.hvsdk.host.workload.Workloads;
import java.util.Locale;

/** Workloads for people: a table, and what root would add. */
final class WorkloadsPage {
    private WorkloadsPage() {}

    static void show(Page page, Workloads workloads) {
        if (workloads.found().isEmpty()) {
            page.line(0, Span.of("Nothing that is virtualization runs among the processes that can be seen."));
        } else {
            page.table(0, table(workloads));
        }
        LimitationsPage.show(page, workloads.limitations());
    }

    private static Table table(Workloads workloads) {
        Table table = new Table(
                "PID", "TECHNOLOGY", Table.FLEXIBLE + "NAME", "STATE", "MEMORY", "OWNER", Table.OPTIONAL + "MANAGER");
        for (Workload workload : workloads.found()) {
            table.row(
                    Span.of(String.valueOf(workload.pid())),
                    new Span(workload.technology().id(), Tone.STRONG),
                    Span.of(workload.name().orElse("-")),
                    new Span(workload.state().id(), tone(workload.state())),
                    Span.of(memory(workload)),
                    Span.of(workload.owner().orElse("-")),
                    Span.of(workload.manager().orElse("-")));
        }
        return table;
    }

    private static Tone tone(WorkloadState state) {
        return switch (state) {
            case RUNNING -> Tone.GOOD;
            case STOPPED, ENDED -> Tone.WARNING;
            case UNKNOWN -> Tone.FAINT;
        };
    }

    private static String memory(Workload workload) {
        String measure = workload.measure().map(MemoryMeasure::id).orElse("").toUpperCase(Locale.ROOT);
        return workload.memory().map(size -> size + " " + measure).orElse("-");
    }
}
