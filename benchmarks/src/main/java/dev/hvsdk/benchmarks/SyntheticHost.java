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
import java.util.stream.Stream;

/** A physical Intel server with an IOMMU and as many PCI functions as one wants, written into a temporary directory. */
final class SyntheticHost {
    private final Path tree;

    private SyntheticHost(Path tree) {
        this.tree = tree;
    }

    static SyntheticHost withPciFunctions(int count) throws IOException {
        SyntheticHost host = new SyntheticHost(Files.createTempDirectory("synthetic-host"));
        host.write(
                "proc/cpuinfo",
                "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Synthetic\nflags\t\t: fpu vmx ept vpid\n");
        host.write("proc/meminfo", "MemTotal:       263856128 kB\nMemAvailable:   200000000 kB\n");
        host.write("proc/cmdline", "intel_iommu=on\n");
        for (int function = 0; function < count; function++) {
            host.addFunction(function);
        }
        return host;
    }

    private void addFunction(int number) throws IOException {
        String address = String.format(Locale.ROOT, "0000:%02x:%02x.%d", number >> 8, number >> 3 & 0x1f, number & 7);
        String device = "sys/devices/pci0000:00/" + address;
        write(device + "/vendor", "0x8086\n");
        write(device + "/device", "0x1572\n");
        write(device + "/class", "0x020000\n");
        write(device + "/numa_node", "0\n");
        link(device + "/driver", "/sys/bus/pci/drivers/i40e");
        link(device + "/iommu_group", "/sys/kernel/iommu_groups/" + number);
        link("sys/kernel/iommu_groups/" + number + "/devices/" + address, "/" + device);
        link("sys/bus/pci/devices/" + address, "/" + device);
        Files.createDirectories(tree.resolve("sys/bus/pci/drivers/i40e"));
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
