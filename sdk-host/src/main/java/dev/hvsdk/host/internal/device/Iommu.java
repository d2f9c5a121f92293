/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import java.util.Optional;

/**
 * Whether this kernel isolates devices by an IOMMU, and if not, what a person would do about it.
 *
 * @param presence the finding
 * @param detail why there is none, as a sentence without a full stop; empty if there is one
 * @param remedy what to do; empty if there is one
 */
record Iommu(Presence presence, String detail, String remedy) {
    /** Who has the IOMMU in hand. */
    enum Presence {
        /** The kernel: devices have groups. */
        IN_USE,
        /** Xen below this dom0, which shows its kernel neither groups nor units. */
        XEN,
        /** Nobody. */
        NONE
    }

    private static final String TABLES = "/sys/firmware/acpi/tables";
    private static final String NOT_USED = ", but the kernel does not use it";

    static Iommu read(HostRoot root, boolean anyGroup) {
        HostFiles files = root.files();
        if (anyGroup) {
            return new Iommu(Presence.IN_USE, "", "");
        }
        if (files.attribute("/proc/xen/capabilities").value().orElse("").contains("control_d")) {
            return new Iommu(Presence.XEN, "", "");
        }
        return turnedOff(files).or(() -> unused(files)).orElseGet(() -> missing(files));
    }

    private static Optional<Iommu> turnedOff(HostFiles files) {
        return KernelCommandLine.read(files)
                .turnedOff("intel_iommu", "amd_iommu", "iommu")
                .map(parameter -> none(
                        "the kernel was started with " + parameter,
                        "take " + parameter + " from the kernel command line and start the host again"));
    }

    private static Optional<Iommu> unused(HostFiles files) {
        if (files.exists(TABLES + "/DMAR")) {
            return Optional.of(none(
                    "the firmware offers VT-d" + NOT_USED,
                    "put intel_iommu=on on the kernel command line and start the host again"));
        }
        if (files.exists(TABLES + "/IVRS")) {
            return Optional.of(none(
                    "the firmware offers AMD-Vi" + NOT_USED,
                    "put amd_iommu=on on the kernel command line, start the host again, and look for AMD-Vi in dmesg if"
                            + " that does not help"));
        }
        return Optional.empty();
    }

    private static Iommu missing(HostFiles files) {
        if (isGuest(files)) {
            return none(
                    "this machine is a guest, and its hypervisor shows it no IOMMU",
                    "give this machine a virtual IOMMU where its hypervisor can (QEMU: -device intel-iommu,"
                            + " libvirt: <iommu model='intel'/>), or assign devices on the physical host");
        }
        String name = firmwareName(files);
        return none(
                "neither the firmware nor the kernel shows an IOMMU",
                "turn " + name + " on in the firmware setup; a board without that setting cannot assign devices");
    }

    /** The x86 kernel shows CPUID leaf 1, ECX bit 31, as the flag {@code hypervisor}. */
    private static boolean isGuest(HostFiles files) {
        return files.text("/proc/cpuinfo", 1 << 14)
                .value()
                .orElse("")
                .lines()
                .anyMatch(line -> (line + " ").contains(" hypervisor "));
    }

    private static String firmwareName(HostFiles files) {
        String cpuinfo = files.text("/proc/cpuinfo", 1 << 14).value().orElse("");
        if (cpuinfo.contains("GenuineIntel")) {
            return "VT-d";
        }
        return cpuinfo.contains("AuthenticAMD") || cpuinfo.contains("HygonGenuine")
                ? "AMD-Vi (often called IOMMU)"
                : "the IOMMU (VT-d, AMD-Vi or SMMU)";
    }

    private static Iommu none(String detail, String remedy) {
        return new Iommu(Presence.NONE, detail, remedy);
    }
}
