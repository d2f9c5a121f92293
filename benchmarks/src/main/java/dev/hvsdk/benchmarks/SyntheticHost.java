/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks;

import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A physical Intel server with two sockets, an IOMMU and as many PCI functions as one wants, laid out in a temporary directory as
 * sysfs does it: network cards behind ports, each with up to 63 virtual functions, every second card's on vfio-pci, each function in
 * a group of its own; and an id database as long as the real one.
 */
final class SyntheticHost {
    /** A port, a physical function and its virtual ones. */
    private static final int FUNCTIONS_OF_CARD = 65;

    private static final int CPUS = 128;

    private final Path tree;
    private int groups;

    private SyntheticHost(Path tree) {
        this.tree = tree;
    }

    static SyntheticHost withPciFunctions(int count) throws IOException {
        SyntheticHost host = new SyntheticHost(Files.createTempDirectory("synthetic-host"));
        host.addMachine();
        host.addProcessors();
        for (int card = 0, left = count; left > 0; card++, left -= FUNCTIONS_OF_CARD) {
            host.addCard(card, Math.min(left, FUNCTIONS_OF_CARD));
        }
        host.addIds();
        return host;
    }

    private void addMachine() throws IOException {
        write("proc/meminfo", "MemTotal:       263856128 kB\nMemAvailable:   200000000 kB\n");
        write("proc/cmdline", "intel_iommu=on\n");
        write("proc/interrupts", "  0:  1  IR-IO-APIC  2-edge  timer\n");
        write("proc/self/mountinfo", "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
        write("proc/net/route", "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n");
        write("sys/class/dmi/id/sys_vendor", "Synthetic\n");
        write("sys/class/dmi/id/product_name", "Server\n");
        Files.createDirectories(tree.resolve("sys/class/iommu/dmar0"));
        Files.createDirectories(tree.resolve("sys/devices/platform/mmc/block/sda/sda1"));
        link("sys/dev/block/8:1", "../../devices/platform/mmc/block/sda/sda1");
    }

    /** A node for each socket, two threads for each core. */
    private void addProcessors() throws IOException {
        StringBuilder cpuinfo = new StringBuilder();
        for (int cpu = 0; cpu < CPUS; cpu++) {
            int socket = cpu % 2;
            int core = cpu / 2 % (CPUS / 4);
            cpuinfo.append(
                    "processor\t: " + cpu + "\nvendor_id\t: GenuineIntel\nmodel name\t: Synthetic\nphysical id\t: "
                            + socket + "\ncore id\t\t: " + core + "\nflags\t\t: fpu vmx ept vpid\n\n");
            String topology = "sys/devices/system/cpu/cpu" + cpu + "/topology/";
            write(topology + "core_cpus", core + "," + socket + "\n");
            write(topology + "package_cpus", socket + "\n");
            write(topology + "physical_package_id", socket + "\n");
            write(topology + "core_cpus_list", cpu % (CPUS / 2) + "," + (cpu % (CPUS / 2) + CPUS / 2) + "\n");
            write(topology + "package_cpus_list", cpusOf(socket) + "\n");
        }
        write("proc/cpuinfo", cpuinfo.toString());
        write("sys/devices/system/cpu/online", "0-" + (CPUS - 1) + "\n");
        write("sys/devices/system/cpu/present", "0-" + (CPUS - 1) + "\n");
        for (int node = 0; node < 2; node++) {
            write("sys/devices/system/node/node" + node + "/cpulist", cpusOf(node) + "\n");
            write(
                    "sys/devices/system/node/node" + node + "/meminfo",
                    "Node " + node + " MemTotal:       131928064 kB\n");
        }
    }

    private static String cpusOf(int socket) {
        return IntStream.range(0, CPUS / 2)
                .mapToObj(core -> String.valueOf(2 * core + socket))
                .collect(Collectors.joining(","));
    }

    private void addCard(int card, int functions) throws IOException {
        String port = String.format(Locale.ROOT, "0000:00:%02x.%d", card >> 3, card & 7);
        String directory = "sys/devices/pci0000:00/" + port;
        addFunction(directory, port, card, "60400", "8086:2030", "pcieport");
        String physical = address(card, 0);
        for (int function = 0; function < functions - 1; function++) {
            String address = address(card, function);
            String path = directory + "/" + address;
            if (function == 0) {
                addFunction(path, address, card, "20000", "8086:1572", "i40e");
                write(path + "/sriov_totalvfs", "64\n");
                write(path + "/sriov_numvfs", functions - 2 + "\n");
            } else {
                addFunction(path, address, card, "20000", "8086:154C", card % 2 == 0 ? "iavf" : "vfio-pci");
                link(path + "/physfn", "../" + physical);
                link(directory + "/" + physical + "/virtfn" + (function - 1), "../" + address);
            }
        }
    }

    private static String address(int card, int function) {
        return String.format(Locale.ROOT, "0000:%02x:%02x.%d", card + 1, function >> 3, function & 7);
    }

    private void addFunction(String path, String address, int card, String code, String id, String driver)
            throws IOException {
        write(
                path + "/uevent",
                "DRIVER=" + driver + "\nPCI_CLASS=" + code + "\nPCI_ID=" + id
                        + "\nPCI_SUBSYS_ID=8086:0001\nPCI_SLOT_NAME=" + address + "\nMODALIAS=pci:v00008086\n");
        String[] ids = id.toLowerCase(Locale.ROOT).split(":");
        write(path + "/vendor", "0x" + ids[0] + "\n");
        write(path + "/device", "0x" + ids[1] + "\n");
        write(path + "/class", "0x0" + code + "\n");
        write(path + "/numa_node", card % 2 + "\n");
        write(path + "/reset_method", "flr bus\n");
        write(path + "/current_link_speed", "8.0 GT/s PCIe\n");
        write(path + "/current_link_width", "8\n");
        String up = "../".repeat(path.split("/").length - 1);
        link(path + "/driver", up + "bus/pci/drivers/" + driver);
        link(path + "/iommu_group", up + "kernel/iommu_groups/" + groups);
        link("sys/kernel/iommu_groups/" + groups++ + "/devices/" + address, "../../../../" + path.substring(4));
        link("sys/bus/pci/devices/" + address, "../../../" + path.substring(4));
        Files.createDirectories(tree.resolve("sys/bus/pci/drivers/" + driver));
    }

    /** The real one had 37,000 lines in 2026, and 8086 stands near its end. */
    private void addIds() throws IOException {
        StringBuilder ids = new StringBuilder();
        for (int maker = 0; maker < 2_000; maker++) {
            ids.append(String.format(Locale.ROOT, "%04x  A maker of devices of that time%n", 0x0010 + maker * 16));
            for (int model = 0; model < 17; model++) {
                ids.append(String.format(Locale.ROOT, "\t%04x  A model that nobody here has%n", model));
            }
        }
        ids.append("8086  Intel Corporation\n\t154c  Ethernet Virtual Function 700 Series\n")
                .append("\t1572  Ethernet Controller X710\n\t2030  Sky Lake-E PCI Express Root Port\n");
        write("usr/share/misc/pci.ids", ids.toString());
    }

    private void write(String path, String text) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void link(String path, String target) throws IOException {
        Path link = tree.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    HostRoot root() {
        return HostRoot.of(
                tree,
                RecordedFacts.builder()
                        .machine("x86_64")
                        .operatingSystem("Linux")
                        .cpuid(1, 0, new CpuidLeaf(0x906ea, 0, 0x7ffafbff, 0xbfebfbff))
                        .msr(0x3a, 5)
                        .uid(0)
                        .build());
    }

    void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(tree)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
