/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the hosts of a family call the virtual parts of guests, and which kinds they have. Immutable.
 *
 * @param targets what the names of disks begin with, by bus
 * @param hotPluggable the buses whose disks come and go while the guest runs
 * @param models of network interfaces, the default first
 * @param macs the address that comes before the first one that they make
 */
record PartNames(
        String defaultBus,
        String driveBus,
        String defaultFormat,
        Map<String, String> targets,
        Set<String> hotPluggable,
        List<String> models,
        long macs,
        @Nullable String devicePrefix) {
    private static final int LETTERS = 26;

    /** The controller itself has this number on its bus (vSphere Virtual Machine Administration, SCSI and SATA storage controllers). */
    private static final int CONTROLLER = 7;

    /** Targets as libvirt numbers them, models that QEMU has, and the prefix of QEMU's addresses (52:54:00). */
    private static final PartNames KVM = new PartNames(
            "virtio",
            "sata",
            "raw",
            Map.of("virtio", "vd", "scsi", "sd", "sata", "sd", "usb", "sd", "ide", "hd"),
            Set.of("virtio", "scsi", "usb"),
            List.of("virtio", "e1000e", "e1000", "rtl8139"),
            0x52_54_00_00_00_00L,
            "vnet");

    /** Addresses of Xen's own vendor prefix, 00:16:3e. */
    private static final PartNames XEN = new PartNames(
            "xen",
            "ide",
            "raw",
            Map.of("xen", "xvd", "ide", "hd"),
            Set.of("xen"),
            List.of("netfront", "e1000", "rtl8139"),
            0x00_16_3e_00_00_00L,
            "vif");

    /** Addresses of those that a vCenter gives, 00:50:56:80 to bf. */
    private static final PartNames VSPHERE = new PartNames(
            "scsi",
            "sata",
            "vmdk",
            Map.of("scsi", "scsi0:", "sata", "sata0:", "nvme", "nvme0:", "ide", "ide0:"),
            Set.of("scsi", "sata", "nvme"),
            List.of("vmxnet3", "e1000e", "e1000"),
            0x00_50_56_80_00_00L,
            null);

    /** Containers have no disks; their addresses begin as Docker's did, with 02:42. */
    private static final PartNames CONTAINERS =
            new PartNames("none", "none", "none", Map.of(), Set.of(), List.of("veth"), 0x02_42_ac_11_00_00L, "veth");

    static PartNames of(Family family) {
        return switch (family) {
            case KVM -> KVM;
            case XEN -> XEN;
            case VSPHERE -> VSPHERE;
            case CONTAINERS -> CONTAINERS;
        };
    }

    boolean hasBus(String bus) {
        return targets.containsKey(bus);
    }

    Set<String> buses() {
        return new TreeSet<>(targets.keySet());
    }

    boolean isHotPluggable(String bus) {
        return hotPluggable.contains(bus);
    }

    String defaultModel() {
        return models.get(0);
    }

    /** The name of the disk with this number, from 0, on the bus; a bus that the family does not have counts its disks. */
    String target(String bus, int number) {
        String begin = targets.getOrDefault(bus, "disk");
        if (begin.endsWith(":")) {
            return begin + (number < CONTROLLER ? number : number + 1);
        }
        return targets.containsKey(bus) ? begin + letters(number) : begin + number;
    }

    /** Such as a, z, aa: as Linux names its disks. */
    private static String letters(int number) {
        String last = String.valueOf((char) ('a' + number % LETTERS));
        return number < LETTERS ? last : letters(number / LETTERS - 1) + last;
    }

    /** The address of the network interface with this number. */
    String mac(int number) {
        String digits = String.format(Locale.ROOT, "%012x", macs + number);
        return digits.replaceAll("(..)(?!$)", "$1:");
    }

    /** The interface of the host behind the network interface with this number; null where the hosts do not say. */
    @Nullable
    String device(int number) {
        if (devicePrefix == null) {
            return null;
        }
        return devicePrefix.equals("vif") ? String.format(Locale.ROOT, "vif%d.0", number + 1) : devicePrefix + number;
    }
}
