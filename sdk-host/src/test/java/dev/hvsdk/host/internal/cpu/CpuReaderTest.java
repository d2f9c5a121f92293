/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuReaderTest {
    private static final String CPUS = "sys/devices/system/cpu/";

    @TempDir
    Path tree;

    private void write(String path, String content) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private CpuInfo read(RecordedFacts facts) {
        return Hardware.of(HostRoot.of(tree, facts)).cpu();
    }

    private CpuInfo read(String machine) {
        return read(RecordedFacts.builder().machine(machine).build());
    }

    private void cpu(int number, String core, String socket) throws IOException {
        write(CPUS + "cpu" + number + "/topology/core_cpus", core);
        write(CPUS + "cpu" + number + "/topology/package_cpus", socket);
    }

    @Test
    void readsAnX86Cpu() throws IOException {
        // From the recorded QEMU guest with an EPYC that has AMD-V.
        write("proc/cpuinfo", """
                processor\t: 0
                vendor_id\t: AuthenticAMD
                cpu family\t: 23
                model\t\t: 1
                model name\t: AMD EPYC Processor
                stepping\t: 2
                physical id\t: 0
                core id\t\t: 0
                flags\t\t: fpu lm svm npt
                power management:

                processor\t: 1
                vendor_id\t: AuthenticAMD
                physical id\t: 0
                core id\t\t: 1
                """);
        CpuInfo cpu = read("x86_64");

        assertThat(cpu.architecture()).contains("x86_64");
        assertThat(cpu.vendor()).contains("AuthenticAMD");
        assertThat(cpu.model()).contains("AMD EPYC Processor");
        assertThat(cpu.familyNumber()).hasValue(23);
        assertThat(cpu.modelNumber()).hasValue(1);
        assertThat(cpu.stepping()).hasValue(2);
        assertThat(cpu.flags()).containsExactly("fpu", "lm", "svm", "npt");
        assertThat(cpu.topology().threads()).hasValue(2);
        assertThat(cpu.topology().cores()).hasValue(2);
        assertThat(cpu.topology().sockets()).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0x41, 0xd0c, ARM, Neoverse-N1",
                "0x41, 0xc0f, ARM, Cortex-A15",
                "0xc0, 0xac3, Ampere, Ampere-1",
                "0x4e, 0x004, NVIDIA, Carmel",
                "0x41, 0xfff, ARM, -",
                "0x99, 0xd0c, -, -",
                "rubbish, 0xd0c, -, -",
            })
    void namesArmCpusByTheirNumbers(String implementer, String part, String vendor, String model) throws IOException {
        write("proc/cpuinfo", "processor : 0\nCPU implementer : " + implementer + "\nCPU part : " + part + "\n");
        CpuInfo cpu = read("aarch64");

        assertThat(cpu.vendor().orElse(null)).isEqualTo(vendor);
        assertThat(cpu.model().orElse(null)).isEqualTo(model);
        assertThat(cpu.familyNumber()).isEmpty();
    }

    @Test
    void readsPower() throws IOException {
        write("proc/cpuinfo", "processor : 0\ncpu : POWER9, altivec supported\n\ntimebase : 512000000\n");

        assertThat(read("ppc64le").model()).contains("POWER9, altivec supported");
        assertThat(read("ppc64le").vendor()).isEmpty();
    }

    @Test
    void readsIbmZ() throws IOException {
        write("proc/cpuinfo", """
                vendor_id       : IBM/S390
                # processors    : 2
                bogomips per cpu: 3241.00
                features        : esan3 zarch stfle sie
                processor 0: version = FF,  identification = 29AA14,  machine = 3906
                processor 1: version = FF,  identification = 29AA14,  machine = 3906
                """);
        CpuInfo cpu = read("s390x");

        assertThat(cpu.vendor()).contains("IBM/S390");
        assertThat(cpu.flags()).contains("sie");
        assertThat(cpu.topology().threads()).hasValue(2);
        assertThat(cpu.topology().cores()).isEmpty();
    }

    @Test
    void readsRiscv() throws IOException {
        write("proc/cpuinfo", "processor : 0\nhart : 1\nisa : rv64imafdc\nuarch : sifive,u74-mc\nmvendorid : 0x489\n");
        CpuInfo cpu = read("riscv64");

        assertThat(cpu.vendor()).contains("SiFive");
        assertThat(cpu.model()).contains("sifive,u74-mc");
    }

    @Test
    void asksCpuidWhereThereIsNoCpuinfo() {
        CpuInfo cpu = read(RecordedFacts.builder()
                .machine("x86_64")
                .cpuid(0, 0, new CpuidLeaf(0xd, 0x756e6547, 0x6c65746e, 0x49656e69))
                .cpuid(1, 0, new CpuidLeaf(0x306c3, 0, 0, 0))
                .build());

        assertThat(cpu.vendor()).contains("GenuineIntel");
        assertThat(cpu.familyNumber()).hasValue(6);
        assertThat(cpu.modelNumber()).hasValue(60);
        assertThat(cpu.stepping()).hasValue(3);
        assertThat(cpu.model()).isEmpty();
    }

    @Test
    void takesTheWordUnknownForNothing() throws IOException {
        write("proc/cpuinfo", "processor : 0\nvendor_id : unknown\nmodel name : unknown\ncpu family : 6\n");

        assertThat(read("x86_64").vendor()).isEmpty();
        assertThat(read("x86_64").model()).isEmpty();
    }

    @Test
    void knowsNothingOfAnEmptyTree() {
        CpuInfo cpu = read(RecordedFacts.none());

        assertThat(cpu.architecture()).isEmpty();
        assertThat(cpu.vendor()).isEmpty();
        assertThat(cpu.topology().threads()).isEmpty();
        assertThat(cpu.topology().sockets()).isEmpty();
        assertThat(cpu.topology().numaNodes()).isEmpty();
    }

    @Test
    void countsCoresThatShareIdsInTwoSockets() throws IOException {
        write(CPUS + "online", "0-3,5-7\n");
        write(CPUS + "present", "0-7\n");
        for (int number = 0; number < 8; number++) {
            cpu(number, "core" + number % 4, number % 4 < 2 ? "first" : "second");
        }
        write("sys/devices/system/node/node0/cpulist", "0-1\n");
        write("sys/devices/system/node/node1/cpulist", "2-3\n");
        write("sys/devices/system/node/online", "0-1\n");
        CpuTopology topology = read("x86_64").topology();

        assertThat(topology.threads()).hasValue(7);
        assertThat(topology.cores()).hasValue(4);
        assertThat(topology.sockets()).hasValue(2);
        assertThat(topology.numaNodes()).hasValue(2);
        assertThat(topology.offline()).containsExactly(4);
    }

    @Test
    void doesNotCountHalfOfATopology() throws IOException {
        write(CPUS + "online", "0-1\n");
        cpu(0, "1", "3");

        assertThat(read("x86_64").topology().threads()).hasValue(2);
        assertThat(read("x86_64").topology().cores()).isEmpty();
    }

    @Test
    void survivesRubbish() throws IOException {
        Files.createDirectories(tree.resolve("proc/cpuinfo"));
        write(CPUS + "online", "0-999999,7-3,x,-1,99999999999\n");
        CpuInfo cpu = read("x86_64");

        assertThat(cpu.vendor()).isEmpty();
        assertThat(cpu.topology().threads()).hasValue(1 << 16);
    }
}
