/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Counts sockets, cores, threads and NUMA nodes.
 *
 * <p>CPUs are grouped by the masks of their siblings and not by ids: POWER and s390x give every CPU the package id -1, and core
 * ids repeat in each package (Documentation/admin-guide/cputopology.rst).
 */
final class CpuTopologyReader {
    private static final String CPUS = "/sys/devices/system/cpu";
    private static final Pattern NODE = Pattern.compile("node\\d+");
    private static final Pattern S390_CPU = Pattern.compile("processor \\d+");

    private final HostFiles files;
    private final Cpuinfo cpuinfo;
    private final HostDirectory directory;

    private CpuTopologyReader(HostFiles files, Cpuinfo cpuinfo) {
        this.files = files;
        this.directory = files.directory(CPUS);
        this.cpuinfo = cpuinfo;
    }

    static CpuTopology read(HostFiles files, Cpuinfo cpuinfo) {
        return new CpuTopologyReader(files, cpuinfo).read();
    }

    private CpuTopology read() {
        CpuTopology.Builder builder = CpuTopology.builder();
        Optional<List<Integer>> online = list("online");
        List<Integer> cpus = online.orElseGet(this::listedInCpuinfo);
        if (!cpus.isEmpty()) {
            builder.threads(cpus.size());
        }
        online.flatMap(numbers -> list("present").map(present -> without(present, numbers)))
                .ifPresent(builder::offline);
        countGroups(cpus, builder);
        countNodes(builder);
        return builder.build();
    }

    private Optional<List<Integer>> list(String name) {
        return directory.attribute(name).value().map(CpuList::parse).filter(numbers -> !numbers.isEmpty());
    }

    private List<Integer> listedInCpuinfo() {
        List<Integer> numbers = new ArrayList<>();
        for (Map<String, String> block : cpuinfo.blocks()) {
            Optional.ofNullable(block.get("processor")).map(CpuList::parse).ifPresent(numbers::addAll);
            block.keySet().stream()
                    .filter(key -> S390_CPU.matcher(key).matches())
                    .forEach(key -> numbers.addAll(CpuList.parse(key.substring("processor ".length()))));
        }
        return numbers;
    }

    private static List<Integer> without(List<Integer> all, List<Integer> some) {
        List<Integer> rest = new ArrayList<>(all);
        rest.removeAll(new HashSet<>(some));
        return rest;
    }

    private void countGroups(List<Integer> cpus, CpuTopology.Builder builder) {
        Groups groups = new Groups();
        boolean complete = cpus.stream()
                .map(cpu -> directory.directory("cpu" + cpu).directory("topology"))
                .allMatch(cpu -> groups.add(
                        sibling(cpu, "core_cpus", "thread_siblings"), sibling(cpu, "package_cpus", "core_siblings")));
        if (!complete) {
            groups.clear();
            complete = cpuinfo.blocks().stream()
                    .filter(block -> block.containsKey("processor"))
                    .allMatch(groups::addByIds);
        }
        if (complete && !groups.isEmpty()) {
            builder.cores(groups.cores.size()).sockets(groups.sockets.size());
        }
    }

    /** A mask by its name since Linux 5.3, or by that before. */
    private static Optional<String> sibling(HostDirectory cpu, String name, String oldName) {
        Fact<String> mask = cpu.attribute(name);
        return mask.isKnown() ? mask.value() : cpu.attribute(oldName).value();
    }

    private void countNodes(CpuTopology.Builder builder) {
        files.list("/sys/devices/system/node").value().ifPresent(names -> {
            long nodes =
                    names.stream().filter(name -> NODE.matcher(name).matches()).count();
            if (nodes > 0) {
                builder.numaNodes((int) nodes);
            }
        });
    }

    /** Distinct cores and sockets seen so far. */
    private static final class Groups {
        private final Set<String> cores = new HashSet<>();
        private final Set<String> sockets = new HashSet<>();

        boolean add(Optional<String> core, Optional<String> socket) {
            core.ifPresent(cores::add);
            socket.ifPresent(sockets::add);
            return core.isPresent() && socket.isPresent();
        }

        boolean addByIds(Map<String, String> block) {
            Optional<String> socket = Optional.ofNullable(block.get("physical id"));
            return add(
                    socket.flatMap(
                            id -> Optional.ofNullable(block.get("core id")).map(core -> id + "/" + core)),
                    socket);
        }

        boolean isEmpty() {
            return cores.isEmpty();
        }

        void clear() {
            cores.clear();
            sockets.clear();
        }
    }
}
