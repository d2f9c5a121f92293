/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.internal.cpu.CpuList;
import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which CPUs and how much memory each socket and each NUMA node has.
 *
 * <p>Sources: {@code /sys/devices/system/cpu/cpu*}{@code /topology} (Documentation/admin-guide/cputopology.rst) and
 * {@code /sys/devices/system/node} (Documentation/ABI/stable/sysfs-devices-node) of the Linux kernel. Immutable.
 *
 * @param sockets the physical packages with an online CPU
 * @param nodes the NUMA nodes, by their number
 */
record Processors(List<Socket> sockets, List<Node> nodes) {
    private static final String CPUS = "/sys/devices/system/cpu";
    private static final String NODES = "/sys/devices/system/node";
    private static final Pattern NODE = Pattern.compile("node(\\d{1,6})");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Node \\d+ MemTotal:\\s+(\\d{1,15}) kB$");

    /**
     * A physical package.
     *
     * @param id its number, by the kernel or else by the order of its CPUs
     * @param cores how many cores with an online CPU
     * @param cpus the online CPUs, ascending
     */
    record Socket(int id, int cores, List<Integer> cpus) {}

    /**
     * A NUMA node.
     *
     * @param id its number
     * @param cpus its CPUs, ascending; none of one that is memory alone
     * @param memory its memory, if the kernel says how much
     */
    record Node(int id, List<Integer> cpus, @Nullable MemorySize memory) {}

    static Processors read(HostFiles files) {
        return new Processors(sockets(files), nodes(files));
    }

    /** By the lists of siblings, which are right where ids are not: POWER and s390x give each CPU the package id -1. */
    private static List<Socket> sockets(HostFiles files) {
        Map<List<Integer>, Set<String>> cores = new TreeMap<>(Comparator.comparing(cpus -> cpus.get(0)));
        Map<List<Integer>, String> ids = new TreeMap<>(Comparator.comparing(cpus -> cpus.get(0)));
        HostDirectory directory = files.directory(CPUS);
        for (int cpu : numbers(directory, "online")) {
            HostDirectory topology = directory.directory("cpu" + cpu).directory("topology");
            List<Integer> siblings = numbers(topology, "package_cpus_list", "core_siblings_list");
            if (!siblings.isEmpty()) {
                cores.computeIfAbsent(siblings, key -> new HashSet<>())
                        .add(numbers(topology, "core_cpus_list", "thread_siblings_list")
                                .toString());
                topology.attribute("physical_package_id").value().ifPresent(id -> ids.putIfAbsent(siblings, id));
            }
        }
        List<Socket> sockets = new ArrayList<>();
        cores.forEach((cpus, kinds) ->
                sockets.add(new Socket(number(ids.getOrDefault(cpus, "")).orElse(sockets.size()), kinds.size(), cpus)));
        return List.copyOf(sockets);
    }

    private static List<Integer> numbers(HostDirectory directory, String... names) {
        for (String name : names) {
            Optional<String> text = directory.attribute(name).value();
            if (text.isPresent()) {
                return CpuList.parse(text.get()).stream().sorted().distinct().toList();
            }
        }
        return List.of();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static List<Node> nodes(HostFiles files) {
        HostDirectory directory = files.directory(NODES);
        List<Node> nodes = new ArrayList<>();
        for (String name : files.list(NODES).value().orElse(List.of())) {
            Matcher matcher = NODE.matcher(name);
            if (matcher.matches()) {
                HostDirectory node = directory.directory(name);
                nodes.add(new Node(Integer.parseInt(matcher.group(1)), numbers(node, "cpulist"), memory(node)));
            }
        }
        nodes.sort(Comparator.comparingInt(Node::id));
        return List.copyOf(nodes);
    }

    private static @Nullable MemorySize memory(HostDirectory node) {
        return node.attribute("meminfo").value().stream()
                .flatMap(text -> TOTAL.matcher(text).results())
                .map(found -> MemorySize.ofKibibytes(Long.parseLong(found.group(1))))
                .findFirst()
                .orElse(null);
    }

    /** The memory of all nodes, if there are nodes and the kernel says it of each; a forged tree can have more than a long holds. */
    Optional<MemorySize> memoryOfNodes() {
        List<MemorySize> sizes = nodes.stream()
                .flatMap(node -> Optional.ofNullable(node.memory()).stream())
                .toList();
        return nodes.isEmpty() || sizes.size() < nodes.size()
                ? Optional.empty()
                : Optional.of(MemorySize.ofBytes(
                        (long) sizes.stream().mapToDouble(MemorySize::toBytes).sum()));
    }

    /** The numbers of the sockets that have CPUs of a node. */
    List<Integer> socketsOf(Node node) {
        Set<Integer> cpus = new HashSet<>(node.cpus());
        return sockets.stream()
                .filter(socket -> socket.cpus().stream().anyMatch(cpus::contains))
                .map(Socket::id)
                .toList();
    }
}
