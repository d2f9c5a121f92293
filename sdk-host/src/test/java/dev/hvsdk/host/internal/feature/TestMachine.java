/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.DeviceAccess;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.KvmProbe;
import dev.hvsdk.host.root.RecordedFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A machine written down by a test: a tree and facts. */
final class TestMachine {
    private final Path tree;
    private final RecordedFacts.Builder facts = RecordedFacts.builder();
    private final List<VirtualizationLayer> layers = new ArrayList<>();

    private TestMachine(Path tree) {
        this.tree = tree;
    }

    /** An x86-64 Linux with sysfs, this maker and these flags in its cpuinfo. */
    static TestMachine x86(Path tree, String vendor, String flags) {
        return new TestMachine(tree)
                .machine("x86_64")
                .directory("/sys/bus")
                .cpuinfo(
                        "processor : 0",
                        "vendor_id : " + vendor,
                        "cpu family : 23",
                        "model : 1",
                        "flags : lm " + flags);
    }

    static TestMachine empty(Path tree) {
        return new TestMachine(tree);
    }

    TestMachine machine(String machine) {
        facts.machine(machine).operatingSystem("Linux");
        return this;
    }

    TestMachine operatingSystem(String name) {
        facts.operatingSystem(name);
        return this;
    }

    TestMachine cpuinfo(String... lines) {
        return file("/proc/cpuinfo", String.join("\n", lines) + "\n");
    }

    TestMachine file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    TestMachine file(String path, byte[] content) {
        try {
            Path file = tree.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestMachine directory(String path) {
        try {
            Files.createDirectories(tree.resolve(path.substring(1)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestMachine link(String path, String target) {
        try {
            Path link = tree.resolve(path.substring(1));
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A parameter of a kernel module. */
    TestMachine parameter(String module, String name, String value) {
        return file("/sys/module/" + module + "/parameters/" + name, value + "\n");
    }

    /** A maker whose CPUID ranges reach far enough for every feature. */
    TestMachine cpuidVendor(String vendor) {
        ByteBuffer text =
                ByteBuffer.wrap(vendor.getBytes(StandardCharsets.US_ASCII)).order(ByteOrder.LITTLE_ENDIAN);
        int ebx = text.getInt();
        int edx = text.getInt();
        int ecx = text.getInt();
        return cpuid(0, 0x20, ebx, ecx, edx).cpuid(0x8000_0000, 0x8000_0020, ebx, ecx, edx);
    }

    TestMachine cpuid(int leaf, int eax, int ebx, int ecx, int edx) {
        facts.cpuid(leaf, 0, new CpuidLeaf(eax, ebx, ecx, edx));
        return this;
    }

    TestMachine msr(int index, long value) {
        facts.msr(index, value);
        return this;
    }

    /** A device that answers. */
    TestMachine kvm(boolean createsVms) {
        facts.kvm(new KvmProbe(12, createsVms));
        return this;
    }

    /** A device that does not. */
    TestMachine kvm(Fact.Reason problem) {
        facts.kvmProblem(problem, "a test says " + problem);
        return this;
    }

    /** Who may open the device. */
    TestMachine kvmAccess(String group, boolean open) {
        facts.kvmAccess(new DeviceAccess(group, open));
        return this;
    }

    TestMachine uid(int uid) {
        facts.uid(uid);
        return this;
    }

    TestMachine layer(Technology technology, LayerRole role) {
        layers.add(VirtualizationLayer.builder(technology)
                .role(role)
                .evidence(Evidence.ofKernel("test", "test"))
                .build());
        return this;
    }

    TestMachine guestOfXen(String variant) {
        layers.add(VirtualizationLayer.builder(Technology.XEN)
                .variant(variant)
                .evidence(Evidence.ofKernel("test", "test"))
                .build());
        return this;
    }

    HostRoot root() {
        return HostRoot.of(tree, facts.build());
    }

    List<FeatureReport> reports() {
        return FeatureProber.probe(Hardware.of(root()), layers);
    }

    FeatureReport report(CpuFeature feature) {
        return reports().stream()
                .filter(report -> report.feature().equals(feature))
                .findFirst()
                .orElseThrow();
    }
}
