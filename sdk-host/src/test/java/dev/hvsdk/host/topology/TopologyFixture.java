/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import java.util.Locale;

/** Physical servers that a test draws; sysfs is laid out as the kernel does it. */
final class TopologyFixture {
    private static final String BUS = "/sys/devices/pci0000:00/";

    private TopologyFixture() {}

    /** A machine that starts from a disk which is no device of it. */
    static FixtureHost machine(Path tree) {
        return FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", "Acme")
                .dmi("product_name", "R1")
                .file("/proc/meminfo", "MemTotal:       268435456 kB\n")
                .file("/proc/self/mountinfo", "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
                .file(
                        "/proc/net/route",
                        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n")
                .file("/proc/net/ipv6_route", "")
                .directory("/sys/devices/platform/mmc/block/sda/sda1")
                .link("/sys/dev/block/8:1", "../../devices/platform/mmc/block/sda/sda1");
    }

    /** The same with two sockets of two cores and four threads, each a NUMA node, and VT-d. */
    static FixtureHost server(Path tree) {
        FixtureHost host = machine(tree)
                .file("/sys/devices/system/cpu/online", "0-7\n")
                .directory("/sys/class/iommu/dmar0")
                .directory("/sys/bus/pci/drivers/vfio-pci")
                .file("/proc/interrupts", "  0:  1  IR-IO-APIC  2-edge  timer\n");
        for (int cpu = 0; cpu < 8; cpu++) {
            String topology = "/sys/devices/system/cpu/cpu" + cpu + "/topology/";
            int first = cpu / 2 * 2;
            host.file(topology + "physical_package_id", cpu / 4 + "\n")
                    .file(topology + "package_cpus", cpu / 4 == 0 ? "0f\n" : "f0\n")
                    .file(topology + "package_cpus_list", cpu / 4 == 0 ? "0-3\n" : "4-7\n")
                    .file(topology + "core_cpus", Integer.toHexString(3 << first) + "\n")
                    .file(topology + "core_cpus_list", first + "-" + (first + 1) + "\n");
        }
        for (int node = 0; node < 2; node++) {
            host.file("/sys/devices/system/node/node" + node + "/cpulist", node == 0 ? "0-3\n" : "4-7\n")
                    .file(
                            "/sys/devices/system/node/node" + node + "/meminfo",
                            "Node " + node + " MemTotal:       134217728 kB\n");
        }
        return host;
    }

    /** Network cards with virtual functions, each function in a group of its own, the first card near the second node. */
    static void cards(FixtureHost host, int cards, int virtual) {
        for (int card = 1; card <= cards; card++) {
            for (int function = 0; function <= virtual; function++) {
                String address = String.format(Locale.ROOT, "0000:%02x:%02x.%d", card, function >> 3, function & 7);
                boolean physical = function == 0;
                function(host, address, physical ? "8086:1572" : "8086:154C", physical ? "i40e" : "iavf", card % 2);
                int group = (card - 1) * (virtual + 1) + function;
                host.link(BUS + address + "/iommu_group", "../../../kernel/iommu_groups/" + group)
                        .directory("/sys/kernel/iommu_groups/" + group);
                if (!physical) {
                    host.link(BUS + address + "/physfn", String.format(Locale.ROOT, "../0000:%02x:00.0", card));
                }
            }
            String first = BUS + String.format(Locale.ROOT, "0000:%02x:00.0", card);
            host.file(first + "/sriov_totalvfs", "64\n").file(first + "/sriov_numvfs", virtual + "\n");
            host.file(first + "/current_link_speed", "8.0 GT/s PCIe\n").file(first + "/current_link_width", "4\n");
            host.file(first + "/max_link_speed", "8.0 GT/s PCIe\n").file(first + "/max_link_width", "8\n");
        }
    }

    private static void function(FixtureHost host, String address, String id, String driver, int node) {
        host.link("/sys/bus/pci/devices/" + address, "../../../devices/pci0000:00/" + address)
                .file(BUS + address + "/uevent", "DRIVER=" + driver + "\nPCI_CLASS=20000\nPCI_ID=" + id + "\n")
                .file(BUS + address + "/numa_node", node + "\n")
                .file(BUS + address + "/reset_method", "flr\n");
    }
}
