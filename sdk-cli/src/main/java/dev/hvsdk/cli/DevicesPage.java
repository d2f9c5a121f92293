/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.Inspection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Devices for people. */
final class DevicesPage {
    private static final String NOT_SHOWN = "Which devices there are is not known: this host does not show them.";

    private DevicesPage() {}

    /** One line each, and what to do, once for all. */
    static void showBrief(Page page, Inspection inspection) {
        List<PassthroughDevice> devices = inspection.devices();
        page.heading("Devices");
        showTable(page, devices, inspection.showsDevices());
        if (devices.stream().anyMatch(device -> device.assignability().remedy().isPresent())) {
            page.line(2, Span.of("'hv devices' tells what to do for each."));
        }
    }

    /** One line each, of a host that shows all of them. */
    static void showTable(Page page, List<PassthroughDevice> devices) {
        page.heading("Devices");
        showTable(page, devices, true);
    }

    private static void showTable(Page page, List<PassthroughDevice> devices, boolean shown) {
        if (!shown) {
            page.line(2, new Span(NOT_SHOWN, Tone.WARNING));
        } else if (devices.isEmpty()) {
            page.line(2, Span.of("none that could be given to a guest"));
        }
        if (!devices.isEmpty()) {
            table(page, devices);
        }
    }

    private static void table(Page page, List<PassthroughDevice> devices) {
        Table table = new Table(
                "ADDRESS",
                Table.FLEXIBLE + "DEVICE",
                Table.OPTIONAL + "DRIVER",
                Table.OPTIONAL + "GROUP",
                Table.FLEXIBLE + "ASSIGNABLE");
        devices.forEach(device -> table.row(
                new Span(device.address(), Tone.STRONG),
                Span.of(name(device)),
                cell(device.driver()),
                cell(group(device)),
                state(device.assignability())));
        page.table(2, table);
    }

    /** All about each. */
    static void showAll(Page page, Inspection inspection) {
        List<PassthroughDevice> devices = inspection.devices();
        if (!inspection.showsDevices()) {
            page.line(0, new Span(NOT_SHOWN, Tone.WARNING));
        } else if (devices.isEmpty()) {
            page.line(0, Span.of("No device was found that could be given to a guest."));
        }
        Map<String, String> firstByRemedy = new HashMap<>();
        devices.forEach(device -> {
            show(page, device);
            device.assignability()
                    .remedy()
                    .ifPresent(remedy -> showRemedy(page, remedy, firstByRemedy.putIfAbsent(remedy, device.address())));
        });
        if (!inspection.showsDevices()) {
            LimitationsPage.show(page, inspection.limitations());
        }
    }

    /** What several devices need is told at the first of them. */
    private static void showRemedy(Page page, String remedy, @Nullable String toldAt) {
        String text = toldAt == null ? remedy : "as for " + toldAt;
        page.line(6, new Span("to do: " + text, Tone.WARNING));
    }

    private static void show(Page page, PassthroughDevice device) {
        page.line(0, new Span(device.address(), Tone.STRONG), Span.of("  " + name(device)));
        page.line(4, Span.faint(facts(device)));
        Assignability assignability = device.assignability();
        page.line(4, new Span(assignability.state().id(), tone(assignability.state())));
        assignability.blockers().forEach(blocker -> page.hanging(6, 8, Span.of("- " + blocker.detail())));
        assignability
                .cautions()
                .forEach(caution -> page.hanging(6, 8, new Span("- caution: " + caution.detail(), Tone.WARNING)));
    }

    private static String facts(PassthroughDevice device) {
        List<String> facts = new ArrayList<>(List.of(device.kind()));
        DeviceIds.of(device).pair().ifPresent(facts::add);
        facts.add(device.driver().map(driver -> "driver " + driver).orElse("no driver"));
        group(device).ifPresent(group -> facts.add("IOMMU group " + group));
        device.numaNode().ifPresent(node -> facts.add("NUMA node " + node));
        if (device instanceof PciDevice pci) {
            pci.sriov().ifPresent(sriov -> facts.add(sriov.current() + " of " + sriov.total() + " virtual functions"));
            pci.physicalFunction().ifPresent(function -> facts.add("virtual function of " + function));
        }
        return String.join(", ", facts);
    }

    private static String name(PassthroughDevice device) {
        return device.name().or(() -> DeviceIds.of(device).pair()).orElse(device.kind() + " device");
    }

    private static Optional<String> group(PassthroughDevice device) {
        return device.iommuGroup().stream().mapToObj(String::valueOf).findFirst();
    }

    private static Span cell(Optional<String> text) {
        return text.map(Span::of).orElse(Span.faint("-"));
    }

    private static Span state(Assignability assignability) {
        String blockers = phrases(assignability.blockers());
        String cautions = phrases(assignability.cautions());
        String text = assignability.state().id()
                + (blockers.isEmpty() ? "" : ": " + blockers)
                + (cautions.isEmpty() ? "" : "; caution: " + cautions);
        return new Span(text, tone(assignability.state()));
    }

    private static String phrases(List<Blocker> blockers) {
        return blockers.stream()
                .map(Blocker::kind)
                .distinct()
                .map(Blocker.Kind::displayName)
                .collect(Collectors.joining(", "));
    }

    private static Tone tone(Assignability.State state) {
        return switch (state) {
            case READY -> Tone.GOOD;
            case PREPARABLE -> Tone.WARNING;
            case BLOCKED -> Tone.BAD;
            case UNKNOWN -> Tone.FAINT;
        };
    }
}
