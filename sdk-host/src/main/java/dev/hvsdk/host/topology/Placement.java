/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.topology.Sketch.Area;
import dev.hvsdk.host.topology.Sketch.Bundle;
import dev.hvsdk.host.topology.Sketch.Device;
import dev.hvsdk.host.topology.Sketch.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the place of each device: its NUMA node, its IOMMU group, and the device that it is a part of.
 *
 * <p>Not thread-safe: one for each sketch.
 */
final class Placement {
    private static final String USB = "/sys/bus/usb/devices/";

    private static final Pattern PCI =
            Pattern.compile("/(\\p{XDigit}{4,8}:\\p{XDigit}{2}:\\p{XDigit}{2}\\.[0-7])(?=/)");

    private final HostFiles files;
    private final Processors processors;
    private final boolean showsDevices;
    private final PciLinks links;

    /** The function under which each is drawn: a virtual one's physical one, and else itself. */
    private final Map<String, String> owners = new HashMap<>();

    private final Map<String, List<PassthroughDevice>> parts = new HashMap<>();

    Placement(HostFiles files, Processors processors, boolean showsDevices) {
        this.files = files;
        this.showsDevices = showsDevices;
        this.processors = processors;
        this.links = new PciLinks(files);
    }

    List<Area> areas(List<PassthroughDevice> devices) {
        noteOwners(devices);
        Map<Integer, List<PassthroughDevice>> byNode = new TreeMap<>();
        processors.nodes().forEach(node -> byNode.put(node.id(), new ArrayList<>()));
        List<PassthroughDevice> elsewhere = new ArrayList<>();
        List<PassthroughDevice> files = new ArrayList<>();
        for (PassthroughDevice device : devices) {
            place(device, byNode, elsewhere, files).add(device);
        }
        List<Area> areas = new ArrayList<>();
        byNode.forEach((node, placed) -> areas.add(node(node, placed)));
        if (!elsewhere.isEmpty() || areas.isEmpty()) {
            areas.add(elsewhere(elsewhere, byNode.isEmpty()));
        }
        if (!files.isEmpty()) {
            areas.add(new Area("Device nodes", List.of("Files in /dev that are given as devices"), apart(files)));
        }
        return List.copyOf(areas);
    }

    /** A physical function that says it is a virtual one itself is damage, and owns nothing. */
    private void noteOwners(List<PassthroughDevice> devices) {
        List<PciDevice> functions = devices.stream()
                .filter(PciDevice.class::isInstance)
                .map(PciDevice.class::cast)
                .toList();
        Set<String> physical = functions.stream()
                .filter(function -> !function.isVirtualFunction())
                .map(PciDevice::address)
                .collect(Collectors.toSet());
        for (PciDevice function : functions) {
            String owner = function.physicalFunction()
                    .map(PciAddress::toString)
                    .filter(physical::contains)
                    .orElse(function.address());
            owners.put(function.address(), owner);
        }
    }

    private List<PassthroughDevice> place(
            PassthroughDevice device,
            Map<Integer, List<PassthroughDevice>> byNode,
            List<PassthroughDevice> elsewhere,
            List<PassthroughDevice> files) {
        Optional<String> owner = host(device).map(owners::get).filter(address -> !address.equals(device.address()));
        if (owner.isPresent()) {
            return parts.computeIfAbsent(owner.get(), key -> new ArrayList<>());
        }
        if (device instanceof DeviceNode) {
            return files;
        }
        OptionalInt node = device.numaNode();
        if (node.isEmpty()) {
            // Of one node alone the kernel often says nothing, and all is near it.
            List<Processors.Node> nodes = processors.nodes();
            return nodes.size() == 1 ? byNode.getOrDefault(nodes.get(0).id(), elsewhere) : elsewhere;
        }
        return byNode.computeIfAbsent(node.getAsInt(), key -> new ArrayList<>());
    }

    /** The function that a device is, or hangs on. */
    private Optional<String> host(PassthroughDevice device) {
        if (device instanceof MediatedDevice mediated) {
            return mediated.parent().map(PciAddress::toString);
        }
        return device instanceof UsbDevice ? controller(device.address()) : Optional.of(device.address());
    }

    /** The last PCI function on the way to a USB device, as the links of sysfs tell it. */
    private Optional<String> controller(String port) {
        String path = files.resolve(USB + port).value().orElse("");
        return PCI.matcher(path).results().map(found -> found.group(1)).reduce((first, last) -> last);
    }

    private Area node(int number, List<PassthroughDevice> devices) {
        List<String> facts = processors.nodes().stream()
                .filter(node -> node.id() == number)
                .findFirst()
                .map(this::facts)
                .orElse(List.of("The kernel lists no such node"));
        return new Area("NUMA node " + number, facts, groups(devices));
    }

    private List<String> facts(Processors.Node node) {
        List<String> facts = new ArrayList<>();
        List<String> sockets =
                processors.socketsOf(node).stream().map(String::valueOf).toList();
        if (!sockets.isEmpty()) {
            facts.add((sockets.size() == 1 ? "Socket " : "Sockets ") + String.join(", ", sockets));
        }
        facts.add(node.cpus().isEmpty() ? "No CPU" : "CPUs " + Words.ranges(node.cpus()));
        Optional.ofNullable(node.memory()).ifPresent(memory -> facts.add("Memory " + memory));
        return List.copyOf(facts);
    }

    private Area elsewhere(List<PassthroughDevice> devices, boolean noNodes) {
        String why = devices.isEmpty()
                ? nothing()
                : noNodes ? "The kernel shows no NUMA nodes" : "The kernel says of none of them which node is near";
        return new Area(noNodes ? "Devices" : "Devices of no NUMA node", List.of(why), groups(devices));
    }

    private String nothing() {
        return showsDevices
                ? "No device was found that could be given to a guest"
                : "Which devices there are is not known";
    }

    private List<Group> groups(List<PassthroughDevice> devices) {
        Map<Integer, List<Device>> numbered = new TreeMap<>();
        List<PassthroughDevice> rest = new ArrayList<>();
        for (PassthroughDevice device : devices) {
            if (device.iommuGroup().isPresent()) {
                numbered.computeIfAbsent(device.iommuGroup().getAsInt(), key -> new ArrayList<>())
                        .add(device(device));
            } else {
                rest.add(device);
            }
        }
        List<Group> groups = new ArrayList<>();
        numbered.forEach((number, members) -> groups.add(new Group("IOMMU group " + number, members)));
        groups.addAll(apart(rest));
        return groups;
    }

    private List<Group> apart(List<PassthroughDevice> devices) {
        return devices.stream()
                .map(device -> new Group("", List.of(device(device))))
                .toList();
    }

    private Device device(PassthroughDevice device) {
        return new Device(caption(device), bundles(parts.getOrDefault(device.address(), List.of())));
    }

    private Caption caption(PassthroughDevice device) {
        boolean hasLink = device instanceof PciDevice pci && !pci.isVirtualFunction();
        return Words.caption(device, hasLink ? links.of(device.address()) : Optional.empty());
    }

    private List<Bundle> bundles(List<PassthroughDevice> devices) {
        Map<Caption, List<PassthroughDevice>> alike = new LinkedHashMap<>();
        for (PassthroughDevice device : devices) {
            alike.computeIfAbsent(caption(device).common(), key -> new ArrayList<>())
                    .add(device);
        }
        List<Bundle> bundles = new ArrayList<>();
        alike.forEach((common, members) -> bundles.add(new Bundle(
                title(members), common, members.stream().map(this::caption).toList())));
        return bundles;
    }

    private static String title(List<PassthroughDevice> alike) {
        PassthroughDevice first = alike.get(0);
        String noun = first instanceof PciDevice
                ? "virtual function"
                : first instanceof MediatedDevice ? "mediated device" : "USB device";
        return Words.count(alike.size(), noun);
    }
}
