/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.machine.MediatedDevice;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A guest as libvirt writes it down: https://libvirt.org/formatdomain.html. Immutable. */
final class DomainXml implements DefinitionLanguage {
    private static final String VCPU = "/domain/vcpu";
    private static final String MEMORY = "/domain/memory";
    private static final String CURRENT_MEMORY = "/domain/currentMemory";
    private static final String UNIT = "/@unit";
    private static final long KIBIBYTE = 1024;

    private final Family family;

    DomainXml(Family family) {
        this.family = family;
    }

    @Override
    public String format() {
        return "libvirt-domain-xml";
    }

    @Override
    public Set<String> identity() {
        return Set.of("/domain/uuid", "/domain/name", "/domain/@type");
    }

    @Override
    public Set<String> sizes() {
        return Set.of(VCPU, MEMORY, MEMORY + UNIT, CURRENT_MEMORY, CURRENT_MEMORY + UNIT);
    }

    @Override
    public String text(GuestRecord guest, List<PassthroughDevice> devices) {
        StringBuilder xml = new StringBuilder("<domain type='" + family.id() + "'>\n");
        xml.append("  <name>" + escaped(guest.name()) + "</name>\n");
        xml.append("  <uuid>" + escaped(guest.id().value()) + "</uuid>\n");
        GuestConfig config = guest.config();
        xml.append(memory("memory", config.maxMemory()));
        xml.append(memory("currentMemory", config.memory()));
        if (config.vcpus() != null) {
            xml.append("  <vcpu placement='static'>" + config.vcpus() + "</vcpu>\n");
        }
        xml.append("  <os>\n" + type(config.machine()) + "  </os>\n  <devices>\n");
        appendParts(xml, config);
        devices.forEach(device -> xml.append(hostDevice(device)));
        return xml.append("  </devices>\n</domain>\n").toString();
    }

    static String type(@Nullable String machine) {
        return "    <type" + (machine == null ? "" : " machine='" + escaped(machine) + "'") + ">hvm</type>\n";
    }

    /** In KiB as libvirt does it, unless that would round. */
    static String memory(String name, @Nullable MemorySize size) {
        if (size == null) {
            return "";
        }
        boolean isWhole = size.toBytes() % KIBIBYTE == 0;
        long number = isWhole ? size.toBytes() / KIBIBYTE : size.toBytes();
        return "  <" + name + " unit='" + (isWhole ? "KiB" : "b") + "'>" + number + "</" + name + ">\n";
    }

    private static void appendParts(StringBuilder xml, GuestConfig config) {
        config.parts().disks().forEach(disk -> appendDisk(xml, disk));
        config.parts().nics().forEach(nic -> appendNic(xml, nic));
        xml.append("    <console type='pty'>\n      <target type='serial' port='0'/>\n    </console>\n");
        xml.append("    <graphics type='vnc' autoport='yes' listen='127.0.0.1'/>\n");
    }

    private static void appendDisk(StringBuilder xml, GuestDisk disk) {
        xml.append("    <disk type='file' device='" + (disk.removable() ? "cdrom" : "disk") + "'>\n");
        disk.format().ifPresent(format -> xml.append("      <driver type='" + escaped(format) + "'/>\n"));
        disk.source().ifPresent(source -> xml.append("      <source file='" + escaped(source) + "'/>\n"));
        String bus = disk.bus().map(name -> " bus='" + escaped(name) + "'").orElse("");
        xml.append("      <target dev='" + escaped(disk.target()) + "'" + bus + "/>\n");
        xml.append(disk.readOnly() ? "      <readonly/>\n    </disk>\n" : "    </disk>\n");
    }

    private static void appendNic(StringBuilder xml, GuestNic nic) {
        xml.append("    <interface type='network'>\n      <mac address='" + escaped(nic.mac()) + "'/>\n");
        nic.network().ifPresent(network -> xml.append("      <source network='" + escaped(network) + "'/>\n"));
        nic.model().ifPresent(model -> xml.append("      <model type='" + escaped(model) + "'/>\n"));
        xml.append("    </interface>\n");
    }

    static String hostDevice(PassthroughDevice device) {
        if (device instanceof PciDevice pci) {
            return hostDevice("pci' managed='yes", "<address " + address(pci.pciAddress()) + "/>");
        }
        if (device instanceof UsbDevice usb) {
            String ids = "<vendor id='0x" + usb.vendorId().orElse("0000") + "'/><product id='0x"
                    + usb.deviceId().orElse("0000") + "'/>";
            return hostDevice("usb", ids);
        }
        return device instanceof MediatedDevice
                ? hostDevice("mdev' model='vfio-pci", "<address uuid='" + escaped(device.address()) + "'/>")
                : "";
    }

    private static String hostDevice(String type, String source) {
        return "    <hostdev mode='subsystem' type='" + type + "'>\n      <source>" + source
                + "</source>\n    </hostdev>\n";
    }

    private static String address(PciAddress pci) {
        return String.format(
                Locale.ROOT,
                "domain='0x%04x' bus='0x%02x' slot='0x%02x' function='0x%x'",
                pci.domain(),
                pci.bus(),
                pci.slot(),
                pci.function());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }

    @Override
    public Map<String, String> values(String text) {
        Map<String, String> values = XmlValues.of(text);
        if (!values.containsKey("/domain")) {
            throw new IllegalArgumentException("its root is no domain");
        }
        return values;
    }

    @Override
    public GuestSize resized(GuestSize before, Set<String> differing, Map<String, String> values) {
        boolean hasOtherMost = differing.contains(MEMORY) || differing.contains(MEMORY + UNIT);
        boolean hasOtherMemory = differing.contains(CURRENT_MEMORY) || differing.contains(CURRENT_MEMORY + UNIT);
        MemorySize most = hasOtherMost ? memory(values, MEMORY) : before.maxMemory();
        MemorySize memory = hasOtherMemory ? memory(values, CURRENT_MEMORY) : before.memory();
        // libvirt lowers the one to the other.
        boolean isTooMuch = most != null && memory != null && memory.compareTo(most) > 0;
        return new GuestSize(
                differing.contains(VCPU) ? Integer.valueOf(Sizes.count(values, VCPU)) : before.vcpus(),
                isTooMuch ? most : memory,
                most,
                before.shares());
    }

    private static MemorySize memory(Map<String, String> values, String place) {
        return MemorySize.ofBytes(Sizes.number(values, place, unit(values.getOrDefault(place + UNIT, "KiB"))));
    }

    /** The factors of a unit in libvirt's documents. */
    private static long unit(String name) {
        return switch (name) {
            case "b", "bytes" -> 1;
            case "KB" -> 1000;
            case "k", "KiB" -> KIBIBYTE;
            case "MB" -> 1000 * 1000;
            case "M", "MiB" -> KIBIBYTE * KIBIBYTE;
            case "GB" -> 1000 * 1000 * 1000;
            case "G", "GiB" -> KIBIBYTE * KIBIBYTE * KIBIBYTE;
            default -> throw new IllegalArgumentException("it has the unit " + name);
        };
    }
}
