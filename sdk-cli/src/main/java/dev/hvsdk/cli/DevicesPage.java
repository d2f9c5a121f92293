/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Devices for people. */
final class DevicesPage {
    private DevicesPage() {}

    /** One line each, and what to do, once for all. */
    static void showBrief(Page page, List<PassthroughDevice> devices) {
        page.heading("Devices");
        if (devices.isEmpty()) {
            page.line(2, Span.of("none that could be given to a guest"));
            return;
        }
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
        if (devices.stream().anyMatch(device -> device.assignability().remedy().isPresent())) {
            page.line(4, Span.of("'hv devices' tells what to do for each."));
        }
    }

    /** All about each. */
    static void showAll(Page page, List<PassthroughDevice> devices) {
        if (devices.isEmpty()) {
            page.line(0, Span.of("No device was found that could be given to a guest."));
        }
        devices.forEach(device -> show(page, device));
    }

    private static void show(Page page, PassthroughDevice device) {
        page.line(0, new Span(device.address(), Tone.STRONG), Span.of("  " + name(device)));
        page.line(4, Span.faint(facts(device)));
        Assignability assignability = device.assignability();
        page.line(4, new Span(assignability.state().id(), tone(assignability.state())));
        assignability.blockers().forEach(blocker -> page.hanging(6, 8, Span.of("- " + blocker.detail())));
        assignability.remedy().ifPresent(remedy -> page.line(6, new Span("to do: " + remedy, Tone.WARNING)));
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
        String blockers = assignability.blockers().stream()
                .map(Blocker::kind)
                .distinct()
                .map(Blocker.Kind::id)
                .collect(Collectors.joining(", "));
        String text = assignability.state().id() + (blockers.isEmpty() ? "" : ": " + blockers);
        return new Span(text, tone(assignability.state()));
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
