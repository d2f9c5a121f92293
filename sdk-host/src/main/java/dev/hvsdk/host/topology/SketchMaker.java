/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.Detection;
import dev.hvsdk.host.Inspection;
import dev.hvsdk.host.internal.platform.Iommu;
import dev.hvsdk.host.root.HostRoot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a {@link Sketch} together from one reading of a host. */
final class SketchMaker {
    /** A balloon that moves between two readings makes less than this part of the memory. */
    private static final int NEGLIGIBLE = 64;

    private final HostRoot root;
    private final Inspection inspection;
    private final Processors processors;

    SketchMaker(HostRoot root, Inspection inspection) {
        this.root = root;
        this.inspection = inspection;
        this.processors = Processors.read(root.files());
    }

    Sketch sketch() {
        Map<Mark, Integer> counts = counts();
        return new Sketch(
                title(),
                facts(),
                iommu(),
                processors.sockets().stream().map(this::socket).toList(),
                new Placement(root.files(), processors, inspection.showsDevices()).areas(inspection.devices()),
                counted(counts),
                counts,
                inspection.limitations().stream()
                        .map(each -> Words.clean(each.what() + "; " + each.remedy()))
                        .toList());
    }

    private String title() {
        String name = Stream.of("sys_vendor", "product_name")
                .flatMap(field -> dmi(field).stream())
                .distinct()
                .collect(Collectors.joining(" "));
        return Words.clean(name.isEmpty() ? deviceTreeModel().orElse("A machine without a name") : name);
    }

    private Optional<String> dmi(String field) {
        return root.files()
                .attribute("/sys/class/dmi/id/" + field)
                .value()
                .or(() -> root.isLive()
                        ? Optional.empty()
                        : root.facts().dmi(field).value())
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** A device tree ends its texts with a zero byte. */
    private Optional<String> deviceTreeModel() {
        return root.files()
                .attribute("/proc/device-tree/model")
                .value()
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add(kindOfMachine(inspection.detection()));
        CpuInfo cpu = inspection.cpu();
        facts.add(Words.clean(cpu.model().orElse("CPU of unknown model")) + counted(cpu.topology()));
        inspection.memory().total().ifPresent(total -> facts.add("Memory: " + total + unlikeNodes(total)));
        return List.copyOf(facts);
    }

    /** Who adds the nodes up must not wonder where the rest is. */
    private String unlikeNodes(MemorySize total) {
        return processors
                .memoryOfNodes()
                .filter(nodes -> Math.abs(total.toBytes() - nodes.toBytes()) > total.toBytes() / NEGLIGIBLE)
                .map(nodes -> "; the NUMA nodes have " + nodes
                        + " together, as where memory was plugged in, or a balloon holds some")
                .orElse("");
    }

    private static String kindOfMachine(Detection detection) {
        String layers = detection.layers().stream().map(SketchMaker::layer).collect(Collectors.joining(", in it a "));
        return switch (detection.verdict()) {
            case PHYSICAL -> "Physical machine";
            case UNKNOWN -> "Physical or virtual: not known";
            case VIRTUAL -> Words.clean(Character.toUpperCase(layers.charAt(0)) + layers.substring(1));
        };
    }

    private static String layer(VirtualizationLayer layer) {
        String name = layer.technology().displayName()
                + layer.variant().map(variant -> " (" + variant + ")").orElse("");
        return (layer.role() == LayerRole.HOST ? "host of " : "guest of ") + name;
    }

    private static String counted(CpuTopology topology) {
        StringBuilder text = new StringBuilder();
        add(text, topology.sockets(), "socket");
        add(text, topology.cores(), "core");
        add(text, topology.threads(), "thread");
        return text.toString();
    }

    private static void add(StringBuilder text, OptionalInt number, String noun) {
        number.ifPresent(count -> text.append(text.isEmpty() ? ": " : ", ").append(Words.count(count, noun)));
    }

    private String iommu() {
        Iommu iommu = Iommu.read(root.files());
        if (iommu.isInUse()) {
            return "The IOMMU isolates devices in " + Words.count(iommu.groupCount(), "group") + ".";
        }
        if (!inspection.showsDevices()) {
            return "Whether an IOMMU isolates devices is not known.";
        }
        if (isDom0()) {
            return "The IOMMU is owned by the hypervisor, Xen, which shows dom0 no groups; 'xl info' tells whether there is one.";
        }
        return noIommu()
                .map(detail -> "No IOMMU isolates devices: " + Words.clean(detail) + ".")
                .orElse("No IOMMU isolates devices.");
    }

    private boolean isDom0() {
        return inspection.detection().layers().stream()
                .anyMatch(layer ->
                        layer.role() == LayerRole.HOST && layer.technology().equals(Technology.XEN));
    }

    private Optional<String> noIommu() {
        return inspection.devices().stream()
                .flatMap(device -> device.assignability().blockers().stream())
                .filter(blocker -> blocker.kind() == Blocker.Kind.NO_IOMMU)
                .map(Blocker::detail)
                .findFirst();
    }

    private String socket(Processors.Socket socket) {
        String nodes = processors.nodes().stream()
                .filter(node -> processors.socketsOf(node).contains(socket.id()))
                .map(node -> String.valueOf(node.id()))
                .collect(Collectors.joining(", "));
        return "Socket " + socket.id() + ": " + Words.count(socket.cores(), "core") + ", CPUs "
                + Words.ranges(socket.cpus()) + (nodes.isEmpty() ? "" : ", NUMA node " + nodes);
    }

    private String counted(Map<Mark, Integer> counts) {
        String found = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        if (inspection.showsDevices()) {
            return found.isEmpty() ? "No device" : "Devices: " + found;
        }
        return found.isEmpty() ? "Devices: not known" : "Devices: " + found + "; others are not known";
    }

    private Map<Mark, Integer> counts() {
        Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
        for (PassthroughDevice device : inspection.devices()) {
            counts.merge(Mark.of(device), 1, Integer::sum);
        }
        return counts;
    }
}
