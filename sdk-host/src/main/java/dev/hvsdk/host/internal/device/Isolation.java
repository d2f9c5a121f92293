/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.host.internal.cpu.CpuMaker;
import dev.hvsdk.host.internal.cpu.Cpuinfo;
import dev.hvsdk.host.internal.platform.Iommu;
import dev.hvsdk.host.internal.platform.IommuKind;
import dev.hvsdk.host.internal.platform.KernelCommandLine;
import dev.hvsdk.host.internal.platform.VirtualIommu;
import dev.hvsdk.host.root.HostFiles;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether this kernel isolates devices by an IOMMU, and if not, what a person would do about it.
 *
 * @param presence the finding
 * @param detail why there is none, as a sentence without a full stop; empty if there is one
 * @param remedy what to do; empty if there is one
 */
record Isolation(Presence presence, String detail, String remedy) {
    /** Who has the IOMMU in hand. */
    enum Presence {
        /** The kernel: devices have groups. */
        IN_USE,
        /** Xen below this dom0, which shows its kernel neither groups nor units. */
        XEN,
        /** Nobody. */
        NONE
    }

    /** {@code guestRemedy} is how this machine would get an IOMMU, if it is known to be a guest. */
    static Isolation of(HostFiles files, Iommu iommu, Optional<String> guestRemedy) {
        if (iommu.isInUse()) {
            return new Isolation(Presence.IN_USE, "", "");
        }
        if (files.attribute("/proc/xen/capabilities").value().orElse("").contains("control_d")) {
            return new Isolation(Presence.XEN, "", "");
        }
        KernelCommandLine commandLine = KernelCommandLine.read(files);
        return forbidden(iommu, commandLine)
                .or(() -> unused(iommu, commandLine))
                .orElseGet(() -> missing(files, guestRemedy));
    }

    /** Of the kinds that the firmware announces; of any kind where its tables are not readable. */
    private static Optional<Isolation> forbidden(Iommu iommu, KernelCommandLine commandLine) {
        Stream<IommuKind> kinds = iommu.kinds().isEmpty() ? Stream.of(IommuKind.values()) : iommu.kinds().stream();
        return kinds.flatMap(kind -> kind.forbiddenBy(commandLine).stream()
                        .map(off -> none("the kernel was started with " + off.value(), kind.remedy(commandLine))))
                .findFirst();
    }

    private static Optional<Isolation> unused(Iommu iommu, KernelCommandLine commandLine) {
        return iommu.kinds().stream()
                .findFirst()
                .map(kind -> none(
                        "the firmware offers " + kind.feature().displayName() + ", but the kernel does not use it",
                        kind.remedy(commandLine)));
    }

    private static Isolation missing(HostFiles files, Optional<String> guestRemedy) {
        Cpuinfo cpuinfo = Cpuinfo.readFirst(files).value().orElseGet(Cpuinfo::empty);
        // The x86 kernel shows CPUID leaf 1, ECX bit 31, as this flag: a hypervisor that nobody could name.
        if (guestRemedy.isPresent() || cpuinfo.flags().contains("hypervisor")) {
            return none(
                    "this machine is a guest, and its hypervisor shows it no IOMMU",
                    guestRemedy.orElse(VirtualIommu.GENERAL));
        }
        return none(
                "neither the firmware nor the kernel shows an IOMMU",
                "turn " + firmwareName(cpuinfo)
                        + " on in the firmware setup; a board without that setting cannot assign devices");
    }

    private static String firmwareName(Cpuinfo cpuinfo) {
        Optional<CpuFeature> cpu =
                cpuinfo.first("vendor_id").flatMap(CpuMaker::of).map(CpuMaker::virtualization);
        return Stream.of(IommuKind.values())
                .filter(kind -> cpu.isPresent() && kind.virtualization().equals(cpu))
                .findFirst()
                .map(kind -> kind.feature().displayName())
                .orElse("the IOMMU (VT-d, AMD-Vi or SMMU)");
    }

    private static Isolation none(String detail, String remedy) {
        return new Isolation(Presence.NONE, detail, remedy);
    }
}
