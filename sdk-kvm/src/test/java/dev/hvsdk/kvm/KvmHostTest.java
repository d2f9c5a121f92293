/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.backend.LibvirtProvider;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Virsh;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a host says of itself, beside what {@code virsh} reads of the same daemon. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class KvmHostTest {
    /** By the words of virsh, and without the units. */
    private static Map<String, String> table(Virsh virsh, String command) {
        return virsh.run(command)
                .lines()
                .filter(line -> line.contains(":"))
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0].strip(), pair -> pair[1].strip().replaceAll(" (KiB|MHz)$", "")));
    }

    private static void assertCpuIsThatOf(Map<String, String> node, HostInfo info) {
        int cells = Integer.parseInt(node.get("NUMA cell(s)"));
        int sockets = cells * Integer.parseInt(node.get("CPU socket(s)"));
        int cores = sockets * Integer.parseInt(node.get("Core(s) per socket"));
        CpuTopology topology = info.cpu().topology();

        assertThat(info.cpu().architecture()).contains(node.get("CPU model"));
        assertThat(topology.numaNodes()).hasValue(cells);
        assertThat(topology.sockets()).hasValue(sockets);
        assertThat(topology.cores()).hasValue(cores);
        assertThat(topology.threads()).hasValue(cores * Integer.parseInt(node.get("Thread(s) per core")));
    }

    @Test
    void saysOfThisMachineWhatVirshSays(Libvirtd daemon) {
        try (Hypervisor host = Kvms.open(daemon)) {
            HostInfo info = host.host();

            assertCpuIsThatOf(table(daemon.virsh(), "nodeinfo"), info);
            assertThat(info.name()).contains(daemon.virsh().run("hostname"));
            long total = Long.parseLong(table(daemon.virsh(), "nodememstats").get("total"));
            assertThat(info.memory()).contains(MemorySize.ofKibibytes(total));
            assertThat(info.freeMemory().orElseThrow()).isBetween(MemorySize.ofBytes(1), MemorySize.ofKibibytes(total));
        }
    }

    @Test
    void saysOfAMachineWithSeveralSocketsAndCellsWhatVirshSays(Libvirtd daemon) {
        try (Hypervisor host = new LibvirtProvider().open(ConnectSpec.of(URI.create(daemon.testUri())))) {
            Map<String, String> node = table(Virsh.at(daemon.testUri()), "nodeinfo");

            assertCpuIsThatOf(node, host.host());
            assertThat(host.host().memory()).contains(MemorySize.ofKibibytes(Long.parseLong(node.get("Memory size"))));
        }
    }
}
