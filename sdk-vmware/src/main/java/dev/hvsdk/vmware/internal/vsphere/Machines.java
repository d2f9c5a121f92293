/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The machines that guests run on: one of ESXi, or all that a vCenter manages, added up. */
final class Machines {
    private static final String TYPE = "HostSystem";
    private static final String NAME = "name";
    private static final String MODEL = "summary.hardware.cpuModel";
    private static final String PACKAGES = "summary.hardware.numCpuPkgs";
    private static final String CORES = "summary.hardware.numCpuCores";
    private static final String THREADS = "summary.hardware.numCpuThreads";
    private static final String MEMORY = "summary.hardware.memorySize";
    private static final List<String> PATHS = List.of(NAME, MODEL, PACKAGES, CORES, THREADS, MEMORY);

    /** The APIs that this backend speaks are of ESXi for x86 with 64 bits. */
    private static final String ARCHITECTURE = "x86_64";

    private final Vsphere vsphere;

    Machines(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    HostInfo read(ErrorFactory about) {
        List<ObjectContent> machines = vsphere.properties().all(TYPE, PATHS, about, Optional::of);
        HostInfo.Builder host = HostInfo.builder(cpu(machines));
        name(machines).ifPresent(host::name);
        sum(machines, MEMORY).flatMap(Sizes::bytes).ifPresent(host::memory);
        return host.build();
    }

    private Optional<String> name(List<ObjectContent> machines) {
        URI uri = vsphere.context().spec().uri();
        return vsphere.session().content().isVcenter()
                ? Optional.ofNullable(uri.getHost())
                : machines.stream()
                        .flatMap(machine -> machine.text(NAME).stream())
                        .findFirst();
    }

    private static CpuInfo cpu(List<ObjectContent> machines) {
        CpuInfo.Builder cpu = CpuInfo.builder().architecture(ARCHITECTURE);
        same(machines, MODEL).ifPresent(cpu::model);
        CpuTopology.Builder topology = CpuTopology.builder();
        sum(machines, PACKAGES).ifPresent(count -> topology.sockets(Math.toIntExact(count)));
        sum(machines, CORES).ifPresent(count -> topology.cores(Math.toIntExact(count)));
        sum(machines, THREADS).ifPresent(count -> topology.threads(Math.toIntExact(count)));
        return cpu.topology(topology.build()).build();
    }

    private static Optional<String> same(List<ObjectContent> machines, String path) {
        List<String> all = machines.stream()
                .flatMap(machine -> machine.text(path).stream())
                .distinct()
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static Optional<Long> sum(List<ObjectContent> machines, String path) {
        return machines.stream()
                .flatMap(machine -> machine.number(path).stream())
                .reduce(Long::sum);
    }
}
