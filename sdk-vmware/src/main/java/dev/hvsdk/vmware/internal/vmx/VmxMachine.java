/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import dev.hvsdk.api.unit.MemorySize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .vmx} says of its machine.
 *
 * <p>Immutable.
 */
public final class VmxMachine {
    /** MiB, where the file does not say; so reads libvirt (src/vmx/vmx.c). */
    private static final long DEFAULT_MEMORY = 32;

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final Pattern DISK = Pattern.compile("((scsi|sata|ide|nvme)(\\d{1,3})):(\\d{1,3})\\.present");
    private static final Pattern FLOPPY = Pattern.compile("(floppy\\d{1,3})\\.present");
    private static final Pattern NIC = Pattern.compile("(ethernet(\\d{1,3}))\\.present");

    /** For a drive without a medium, or one that takes whichever drive the host has. */
    private static final Set<String> NO_FILES = Set.of("emptybackingstring", "auto detect");

    private final VmxFile file;

    private VmxMachine(VmxFile file) {
        this.file = file;
    }

    /** The machine of this file. */
    public static VmxMachine of(VmxFile file) {
        return new VmxMachine(file);
    }

    /**
     * Reads all of it once.
     *
     * @throws UnreadableVmxException if a part makes no sense
     */
    public void check() {
        if (!isEncrypted()) {
            uuid();
            memory();
            vcpus();
            nics();
        }
    }

    /** Its name. */
    public Optional<String> name() {
        return file.findText("displayName");
    }

    /** Its number, which its firmware tells the guest; two machines of which one is a copy may have the same. */
    public Optional<UUID> uuid() {
        return file.findText("uuid.bios").map(VmxMachine::uuid);
    }

    private static UUID uuid(String text) {
        String digits = text.replace(" ", "").replace("-", "");
        if (!UUID_TEXT.matcher(digits).matches()) {
            throw new UnreadableVmxException("uuid.bios is no UUID: " + text);
        }
        byte[] half = HexFormat.of().parseHex(digits);
        return new UUID(number(half, 0), number(half, Long.BYTES));
    }

    private static long number(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes, from, Long.BYTES).getLong();
    }

    /** Its memory. */
    public MemorySize memory() {
        return MemorySize.ofMebibytes(number("memsize", DEFAULT_MEMORY, 1L << 32));
    }

    /** The number of its virtual CPUs. */
    public int vcpus() {
        return (int) number("numvcpus", 1, 1 << 16);
    }

    private long number(String key, long otherwise, long limit) {
        return file.findText(key).map(text -> parsed(key, text.strip(), limit)).orElse(otherwise);
    }

    private static long parsed(String key, String text, long limit) {
        try {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= limit) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UnreadableVmxException(key + " is no number: " + text, e);
        }
        throw new UnreadableVmxException(key + " is out of range: " + text);
    }

    /** Whether it is encrypted: then nothing but its name can be read. */
    public boolean isEncrypted() {
        return file.findText("encryption.keySafe").isPresent();
    }

    /** The file that holds the state of a suspended machine, if it is one. */
    public Optional<String> suspendedState() {
        return file.findText("checkpoint.vmState");
    }

    /** Its disks and drives, by bus, controller and place. */
    public List<VmxDisk> disks() {
        Map<String, VmxDisk> sorted = new TreeMap<>();
        for (String key : file.entries().keySet()) {
            Matcher disk = DISK.matcher(key);
            Matcher floppy = FLOPPY.matcher(key);
            if (disk.matches() && file.isTrue(key) && hasController(disk.group(1), disk.group(2))) {
                sorted.put(
                        order(disk.group(2), disk.group(3), disk.group(4)),
                        disk(disk.group(1) + ":" + disk.group(4), disk.group(2)));
            } else if (floppy.matches() && file.isTrue(key)) {
                sorted.put(order("\uffff", "0", floppy.group(1).substring(6)), disk(floppy.group(1), "floppy"));
            }
        }
        return List.copyOf(sorted.values());
    }

    private static String order(String bus, String controller, String place) {
        return "%s %03d %03d".formatted(bus, Integer.valueOf(controller), Integer.valueOf(place));
    }

    /** The two controllers of IDE are always there. */
    private boolean hasController(String controller, String bus) {
        return bus.equals("ide") || file.isTrue(controller + ".present");
    }

    private VmxDisk disk(String target, String bus) {
        Optional<String> fileName =
                file.findText(target + ".fileName").filter(name -> !NO_FILES.contains(name.toLowerCase(Locale.ROOT)));
        VmxDisk.Kind kind = bus.equals("floppy") ? VmxDisk.Kind.FLOPPY : kind(target, fileName.orElse(""));
        return new VmxDisk(target, bus, kind, fileName.orElse(null), isReadOnly(target, kind));
    }

    private VmxDisk.Kind kind(String target, String fileName) {
        String type = file.find(target + ".deviceType").orElse("").toLowerCase(Locale.ROOT);
        boolean isCdrom =
                type.contains("cdrom") || fileName.toLowerCase(Locale.ROOT).endsWith(".iso");
        return isCdrom ? VmxDisk.Kind.CDROM : VmxDisk.Kind.DISK;
    }

    private boolean isReadOnly(String target, VmxDisk.Kind kind) {
        String mode = file.find(target + ".mode").orElse("").toLowerCase(Locale.ROOT);
        return kind == VmxDisk.Kind.CDROM || mode.equals("readonly") || file.isTrue(target + ".readonly");
    }

    /** Its network interfaces, by their numbers. */
    public List<VmxNic> nics() {
        Map<Integer, VmxNic> sorted = new TreeMap<>();
        for (String key : file.entries().keySet()) {
            Matcher nic = NIC.matcher(key);
            if (nic.matches() && file.isTrue(key)) {
                sorted.put(Integer.valueOf(nic.group(2)), nic(nic.group(1)));
            }
        }
        return new ArrayList<>(sorted.values());
    }

    private VmxNic nic(String device) {
        return new VmxNic(
                device,
                mac(device).orElse(null),
                network(device),
                file.findText(device + ".virtualDev").orElse(null));
    }

    private Optional<String> mac(String device) {
        boolean isStatic = file.find(device + ".addressType")
                .filter("static"::equalsIgnoreCase)
                .isPresent();
        return file.findText(device + (isStatic ? ".address" : ".generatedAddress"))
                .map(address -> address.toLowerCase(Locale.ROOT).replace('-', ':'))
                .map(VmxMachine::requireMac);
    }

    private static String requireMac(String address) {
        if (!MAC.matcher(address).matches()) {
            throw new UnreadableVmxException("this is no MAC address: " + address);
        }
        return address;
    }

    private String network(String device) {
        String type =
                file.findText(device + ".connectionType").orElse("bridged").toLowerCase(Locale.ROOT);
        return file.findText(device + ".networkName")
                .or(() -> type.equals("custom") ? file.findText(device + ".vnet") : Optional.empty())
                .orElse(type);
    }
}
