/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.host.internal.cpu.CpuReader;
import dev.hvsdk.host.internal.cpu.Cpuinfo;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostRoot;
import org.jspecify.annotations.Nullable;

/**
 * What several answers about a host rest on, read once and not before it is asked for: of a large server it is hundreds of files, and
 * {@code /proc/cpuinfo} of a live one costs an interrupt of every CPU.
 *
 * <p>Not thread-safe: one for each reading.
 */
public final class Hardware {
    private final HostRoot root;
    private @Nullable Fact<Cpuinfo> cpuinfo;
    private @Nullable CpuInfo cpu;
    private @Nullable Iommu iommu;
    private @Nullable KvmStart kvm;
    private @Nullable ShownSysfs sysfs;

    private Hardware(HostRoot root) {
        this.root = root;
    }

    /** That of a host. Reads nothing yet. */
    public static Hardware of(HostRoot root) {
        return new Hardware(root);
    }

    /** The host. */
    public HostRoot root() {
        return root;
    }

    /** Its {@code /proc/cpuinfo}. */
    public Fact<Cpuinfo> cpuinfo() {
        Fact<Cpuinfo> known = cpuinfo;
        if (known == null) {
            known = Cpuinfo.read(root.files());
            cpuinfo = known;
        }
        return known;
    }

    /** Its CPU. */
    public CpuInfo cpu() {
        CpuInfo known = cpu;
        if (known == null) {
            known = CpuReader.read(root, cpuinfo().value().orElseGet(Cpuinfo::empty));
            cpu = known;
        }
        return known;
    }

    /** Its IOMMU. */
    public Iommu iommu() {
        Iommu known = iommu;
        if (known == null) {
            known = Iommu.read(root.files());
            iommu = known;
        }
        return known;
    }

    /** Whether KVM started on it. */
    public KvmStart kvm() {
        KvmStart known = kvm;
        if (known == null) {
            known = KvmStart.of(root);
            kvm = known;
        }
        return known;
    }

    /** Whether it shows the kernel's account of its devices. */
    public ShownSysfs sysfs() {
        ShownSysfs known = sysfs;
        if (known == null) {
            known = ShownSysfs.of(root);
            sysfs = known;
        }
        return known;
    }
}
