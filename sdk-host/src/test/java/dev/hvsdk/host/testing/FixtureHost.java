/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.testing;

import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A host that a test writes down: files in a temporary directory, and facts.
 *
 * <p>Not thread-safe.
 */
public final class FixtureHost {
    private final Path tree;
    private final RecordedFacts.Builder facts = RecordedFacts.builder();

    private FixtureHost(Path tree) {
        this.tree = tree;
    }

    /** A host of which nothing is known yet. */
    public static FixtureHost in(Path tree) {
        return new FixtureHost(tree);
    }

    /** Linux on x86 whose hypervisor bit is not set: a physical machine, as far as its CPU tells. */
    public static FixtureHost physicalX86(Path tree) {
        return in(tree).machine("x86_64")
                .cpuid(1, new CpuidLeaf(0x906ea, 0, 0x7ffafbff, 0xbfebfbff))
                .cpuinfo("GenuineIntel", "fpu vme de pse tsc msr vmx ept vpid")
                .namespaces(0xEFFFFFFCL);
    }

    /** Linux on x86 with the hypervisor bit and the signature of one at 0x40000000. */
    public static FixtureHost guestX86(Path tree, String signature) {
        return in(tree).machine("x86_64")
                .cpuid(1, new CpuidLeaf(0x906ea, 0, 0xfffa3203, 0x0f8bfbff))
                .signature(0x40000000, signature)
                .cpuinfo("GenuineIntel", "fpu vme de pse tsc msr hypervisor")
                .namespaces(0xEFFFFFFCL);
    }

    /** Writes a text file, its directories included. */
    public FixtureHost file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file, its directories included. */
    public FixtureHost file(String path, byte[] content) {
        try {
            Path file = tree.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a directory. */
    public FixtureHost directory(String path) {
        try {
            Files.createDirectories(tree.resolve(path.substring(1)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a symbolic link. */
    public FixtureHost link(String path, String target) {
        try {
            Path link = tree.resolve(path.substring(1));
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records the architecture, as {@code uname -m} prints it. */
    public FixtureHost machine(String machine) {
        facts.machine(machine);
        return this;
    }

    /** Records the operating system, as {@code uname -s} prints it. */
    public FixtureHost system(String name) {
        facts.operatingSystem(name);
        return this;
    }

    /** Records a leaf of CPUID. */
    public FixtureHost cpuid(int leaf, CpuidLeaf registers) {
        facts.cpuid(leaf, 0, registers);
        return this;
    }

    /** Records the signature of a hypervisor leaf: EBX, ECX and EDX. */
    public FixtureHost signature(int leaf, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(text.getBytes(StandardCharsets.ISO_8859_1)).rewind();
        return cpuid(leaf, new CpuidLeaf(leaf + 1, bytes.getInt(), bytes.getInt(), bytes.getInt()));
    }

    /** Records the vendor of leaf 0: EBX, EDX and ECX. */
    public FixtureHost cpuVendor(String vendor) {
        ByteBuffer bytes =
                ByteBuffer.wrap(vendor.getBytes(StandardCharsets.ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN);
        int ebx = bytes.getInt();
        int edx = bytes.getInt();
        return cpuid(0, new CpuidLeaf(0x16, ebx, bytes.getInt(), edx));
    }

    /** Writes an x86 cpuinfo of one CPU. */
    public FixtureHost cpuinfo(String vendor, String flags) {
        return file("/proc/cpuinfo", """
                processor\t: 0
                vendor_id\t: %s
                cpu family\t: 6
                model\t\t: 158
                model name\t: %s CPU
                flags\t\t: %s

                """.formatted(vendor, vendor, flags));
    }

    /** Writes a string of the DMI tables. */
    public FixtureHost dmi(String field, String value) {
        return file("/sys/class/dmi/id/" + field, value + "\n");
    }

    /** Records a string of the DMI tables as a fact, for a tree without them. */
    public FixtureHost dmiFact(String field, String value) {
        facts.dmi(field, value);
        return this;
    }

    /** Records the inode number of the namespace of process ids; 4026531836 is the kernel's first. */
    public FixtureHost namespaces(long pid) {
        facts.namespace("pid", pid);
        return this;
    }

    /** Records the inode number of a namespace. */
    public FixtureHost namespace(String kind, long inode) {
        facts.namespace(kind, inode);
        return this;
    }

    /** Records a value of {@code sysctl}. */
    public FixtureHost sysctl(String name, String value) {
        facts.sysctl(name, value);
        return this;
    }

    /** Records what {@code zonename} prints. */
    public FixtureHost zone(String name) {
        facts.zoneName(name);
        return this;
    }

    /** Records a variable of the process' own environment. */
    public FixtureHost environment(String name, String value) {
        facts.environment(name, value);
        return this;
    }

    /** Records why {@code /dev/kvm} could not be asked. */
    public FixtureHost kvmProblem(Fact.Reason reason, String detail) {
        facts.kvmProblem(reason, detail);
        return this;
    }

    /** The host. */
    public HostRoot build() {
        return HostRoot.of(tree, facts.build());
    }
}
