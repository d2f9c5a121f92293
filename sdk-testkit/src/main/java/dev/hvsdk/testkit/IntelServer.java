/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static dev.hvsdk.api.machine.FeatureState.DISABLED_BY_KERNEL;
import static dev.hvsdk.api.machine.FeatureState.USABLE;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.CpuTopology;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A made-up Intel server with VT-d, an SR-IOV network adapter, an accelerator and devices that share an IOMMU group. */
final class IntelServer {
    private static final int VIRTUAL_FUNCTIONS = 4;

    /** The IOMMU group of the first virtual function; each has one of its own. */
    private static final int FIRST_VF_GROUP = 60;

    private final String name;
    private final boolean isXen;

    private IntelServer(String name, boolean isXen) {
        this.name = name;
        this.isXen = isXen;
    }

    /** As Linux shows it to KVM. */
    static Hardware withIommuGroups() {
        return new IntelServer("fake-kvm", false).hardware();
    }

    /** As dom0 shows it: Xen keeps the IOMMU to itself, so that there are no groups, and pciback stands for vfio-pci. */
    static Hardware underXen() {
        return new IntelServer("fake-xen", true).hardware();
    }

    private Hardware hardware() {
        return new Hardware(name, cpu(), MemorySize.ofGibibytes(256), reports(), devices());
    }

    private static CpuInfo cpu() {
        return CpuInfo.builder()
                .architecture("x86_64")
                .vendor("GenuineIntel")
                .model("Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz (fake)")
                .familyNumber(6)
                .modelNumber(106)
                .stepping(6)
                .flags(new LinkedHashSet<>(List.of("vmx", "ept", "vpid", "aes", "avx2", "avx512f", "x2apic")))
                .topology(CpuTopology.builder()
                        .sockets(2)
                        .cores(64)
                        .threads(128)
                        .numaNodes(2)
                        .build())
                .build();
    }

    private List<FeatureReport> reports() {
        Reports reports = new Reports(name)
                .add(USABLE, CpuFeature.VT_X, CpuFeature.EPT, CpuFeature.VPID, CpuFeature.UNRESTRICTED_GUEST)
                .add(USABLE, CpuFeature.APICV, CpuFeature.POSTED_INTERRUPTS, CpuFeature.VMCS_SHADOWING)
                .add(USABLE, CpuFeature.VT_D, CpuFeature.INTERRUPT_REMAPPING)
                .add(USABLE, CpuFeature.VT_C, CpuFeature.SR_IOV, CpuFeature.VMDQ);
        if (isXen) {
            return reports.toList();
        }
        return reports.add(USABLE, CpuFeature.KVM)
                .add(DISABLED_BY_KERNEL, "load kvm_intel with nested=1", CpuFeature.NESTED)
                .toList();
    }

    private List<PassthroughDevice> devices() {
        List<PassthroughDevice> devices = new ArrayList<>(List.of(lpcBridge(), smbus(), rootDisk(), networkAdapter()));
        for (int number = 0; number < VIRTUAL_FUNCTIONS; number++) {
            devices.add(virtualFunction(number));
        }
        devices.add(accelerator());
        devices.add(serialAdapter());
        return devices;
    }

    private PciDevice.Builder pci(String address, int group, int numaNode) {
        PciDevice.Builder device =
                PciDevice.builder(PciAddress.parse(address)).vendorId("8086").numaNode(numaNode);
        return isXen ? device : device.iommuGroup(group);
    }

    private PciDevice lpcBridge() {
        return pci("0000:00:1f.0", 12, 0)
                .deviceId("a1c8")
                .classCode("0601")
                .name("Intel C621 LPC/eSPI Controller")
                .assignability(blocked(Blocker.Kind.NOT_ASSIGNABLE_BY_NATURE, "0000:00:1f.0 is a bridge"))
                .build();
    }

    private PciDevice smbus() {
        return pci("0000:00:1f.4", 12, 0)
                .deviceId("a1a3")
                .classCode("0c05")
                .name("Intel C620 Series SMBus")
                .driver("i801_smbus")
                .assignability(blocked(Blocker.Kind.NO_RESET, "0000:00:1f.4 cannot be reset on its own"))
                .build();
    }

    private PciDevice rootDisk() {
        return pci("0000:17:00.0", 34, 0)
                .deviceId("0b60")
                .classCode("0108")
                .name("Intel NVMe DC SSD")
                .driver("nvme")
                .resetMethods(List.of("flr", "bus"))
                .assignability(blocked(
                        Blocker.Kind.CARRIES_ROOT_DISK, "0000:17:00.0 carries the root file system of the host"))
                .build();
    }

    private PciDevice networkAdapter() {
        return pci("0000:3b:00.0", 52, 0)
                .deviceId("1592")
                .classCode("0200")
                .name("Intel Ethernet Controller E810-C for QSFP")
                .driver("ice")
                .resetMethods(List.of("flr", "bus"))
                .sriov(new Sriov(64, VIRTUAL_FUNCTIONS))
                .assignability(blocked(
                        Blocker.Kind.CARRIES_DEFAULT_ROUTE, "0000:3b:00.0 carries the default route of the host"))
                .build();
    }

    private PciDevice virtualFunction(int number) {
        return pci("0000:3b:01." + number, FIRST_VF_GROUP + number, 0)
                .deviceId("1889")
                .classCode("0200")
                .name("Intel Ethernet Adaptive Virtual Function")
                .physicalFunction(PciAddress.parse("0000:3b:00.0"))
                .resetMethods(List.of("flr"))
                .driver(passthroughDriver())
                .assignability(Assignability.ready())
                .build();
    }

    private PciDevice accelerator() {
        return pci("0000:af:00.0", 91, 1)
                .vendorId("10de")
                .deviceId("2331")
                .classCode("0302")
                .name("NVIDIA H100 PCIe")
                .driver("nvidia")
                .resetMethods(List.of("flr", "bus"))
                .assignability(Assignability.preparable(
                        List.of(new Blocker(
                                Blocker.Kind.BOUND_TO_HOST_DRIVER, "0000:af:00.0 is bound to the host driver nvidia")),
                        "bind it to " + passthroughDriver()))
                .build();
    }

    private static UsbDevice serialAdapter() {
        return UsbDevice.builder("1-4")
                .bus(1)
                .device(3)
                .vendorId("0403")
                .deviceId("6001")
                .name("FTDI FT232 Serial (UART) IC")
                .assignability(Assignability.ready())
                .build();
    }

    private static Assignability blocked(Blocker.Kind kind, String detail) {
        return Assignability.blocked(List.of(new Blocker(kind, detail)), null);
    }

    private String passthroughDriver() {
        return isXen ? "pciback" : "vfio-pci";
    }
}
