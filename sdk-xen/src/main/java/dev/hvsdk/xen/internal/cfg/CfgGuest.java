/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.XenGuestKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a file says of its guest, as xl.cfg(5) has it.
 *
 * <p>Immutable.
 */
public final class CfgGuest {
    /** MiB; more than any host has. */
    private static final long MEMORY_LIMIT = 1L << 32;

    private static final long CPU_LIMIT = 1 << 16;
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}");
    private static final List<String> VNC_TEXTS = List.of("vnclisten", "vncdisplay", "vncpasswd");

    private final CfgFile file;

    private CfgGuest(CfgFile file) {
        this.file = file;
    }

    /** The guest of this file. */
    public static CfgGuest of(CfgFile file) {
        return new CfgGuest(file);
    }

    /**
     * Reads all of it once.
     *
     * @throws UnreadableCfgException if a part makes no sense
     */
    public void check() {
        uuid();
        type();
        memory();
        maxMemory();
        vcpus();
        maxVcpus();
        disks();
        vifs();
        pciDevices();
        onPoweroff();
        onReboot();
        onCrash();
        serials();
        findVnc();
        findKernel();
        findRamdisk();
        findCommandLine();
        findBootloader();
    }

    /** Its name. */
    public Optional<String> name() {
        return file.findText("name");
    }

    /** Its number; none if xl makes one up. */
    public Optional<UUID> uuid() {
        return file.findText("uuid").map(text -> {
            if (!UUID_TEXT.matcher(text).matches()) {
                throw wrong("uuid", text);
            }
            String digits = text.replace("-", "");
            return new UUID(
                    Long.parseUnsignedLong(digits.substring(0, 16), 16),
                    Long.parseUnsignedLong(digits.substring(16), 16));
        });
    }

    /**
     * How it is virtualised; PV where the file does not say, as on x86.
     *
     * @throws UnreadableCfgException if builder and type contradict each other
     */
    public XenGuestKind type() {
        Optional<XenGuestKind> type = file.findText("type").map(this::type);
        Optional<XenGuestKind> builder = file.findText("builder").map(this::builder);
        if (type.isPresent() && builder.isPresent() && !type.equals(builder)) {
            throw UnreadableCfgException.at(file.lineOf("builder"), "builder and type contradict each other");
        }
        return type.or(() -> builder).orElse(XenGuestKind.PV);
    }

    private XenGuestKind type(String text) {
        return Stream.of(XenGuestKind.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("type", text));
    }

    /** The word before Xen 4.10; that of xm for PV was linux. */
    private XenGuestKind builder(String text) {
        return switch (text) {
            case "hvm" -> XenGuestKind.HVM;
            case "generic", "linux" -> XenGuestKind.PV;
            default -> throw wrong("builder", text);
        };
    }

    /** The memory that it starts with; none where the file does not say. */
    public Optional<MemorySize> memory() {
        return memory("memory").or(() -> memory("maxmem"));
    }

    /** The memory that it may grow to. */
    public Optional<MemorySize> maxMemory() {
        return memory("maxmem").or(() -> memory("memory"));
    }

    private Optional<MemorySize> memory(String key) {
        return number(key, MEMORY_LIMIT).map(MemorySize::ofMebibytes);
    }

    private Optional<Long> number(String key, long limit) {
        return file.findNumber(key).map(number -> {
            if (number == 0 || number > limit) {
                throw wrong(key, number.toString());
            }
            return number;
        });
    }

    /** The virtual CPUs that it starts with. */
    public int vcpus() {
        return cpus("vcpus").orElse(1);
    }

    /** The virtual CPUs that it may have; not less than it starts with. */
    public int maxVcpus() {
        return Math.max(vcpus(), cpus("maxvcpus").orElse(1));
    }

    private Optional<Integer> cpus(String key) {
        return number(key, CPU_LIMIT).map(Long::intValue);
    }

    /** The kernel; not the old way to name the firmware of HVM guests, which xl ignores. */
    public Optional<String> findKernel() {
        return file.findText("kernel").filter(kernel -> type() != XenGuestKind.HVM || !kernel.contains("hvmloader"));
    }

    /** The initial RAM disk. */
    public Optional<String> findRamdisk() {
        return file.findText("ramdisk");
    }

    /** What the kernel is told: cmdline, or else root and extra. */
    public Optional<String> findCommandLine() {
        Optional<String> root = file.findText("root").map(device -> "root=" + device);
        Optional<String> extra = file.findText("extra");
        List<String> parts = Stream.of(root, extra).flatMap(Optional::stream).toList();
        Optional<String> both = parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
        return file.findText("cmdline").or(() -> both);
    }

    /** What takes the kernel out of the guest's disk, such as pygrub. */
    public Optional<String> findBootloader() {
        return file.findText("bootloader");
    }

    /** The disks. */
    public List<DiskSpec> disks() {
        return all("disk", DiskSpec::parse);
    }

    /** The network cards. */
    public List<VifSpec> vifs() {
        return all("vif", VifSpec::parse);
    }

    /** The devices of the host that it gets. */
    public List<PciSpec> pciDevices() {
        return all("pci", PciSpec::parse);
    }

    private <T> List<T> all(String key, Function<String, T> parser) {
        try {
            return file.texts(key).stream().map(parser).toList();
        } catch (UnreadableCfgException e) {
            throw e.within(file.lineOf(key));
        }
    }

    /** What becomes of it when it goes off. */
    public AfterEvent onPoweroff() {
        return after("on_poweroff", AfterEvent.DESTROY);
    }

    /** What becomes of it when it reboots. */
    public AfterEvent onReboot() {
        return after("on_reboot", AfterEvent.RESTART);
    }

    /** What becomes of it when it crashes. */
    public AfterEvent onCrash() {
        return after("on_crash", AfterEvent.DESTROY);
    }

    private AfterEvent after(String key, AfterEvent otherwise) {
        return file.findText(key)
                .map(text -> AfterEvent.of(text).orElseThrow(() -> wrong(key, text)))
                .orElse(otherwise);
    }

    /** Where its serial ports lead, such as pty. */
    public List<String> serials() {
        return file.texts("serial").stream()
                .filter(text -> !text.isEmpty() && !text.equals("none"))
                .toList();
    }

    /** Its display over VNC; HVM guests have one if nothing says no. */
    public Optional<VncSpec> findVnc() {
        List<Map<String, String>> displays = all("vfb", text -> KeyValues.parse(text, "display")).stream()
                .filter(CfgGuest::isVnc)
                .toList();
        if (type() != XenGuestKind.HVM) {
            return displays.stream().findFirst().map(display -> vnc("vfb", display));
        }
        boolean isOff = file.find("vnc").isPresent() && !file.isTrue("vnc");
        return isOff ? Optional.empty() : Optional.of(vnc("vncdisplay", vncTexts()));
    }

    private VncSpec vnc(String key, Map<String, String> parts) {
        try {
            return VncSpec.of(parts);
        } catch (UnreadableCfgException e) {
            throw e.within(file.lineOf(key));
        }
    }

    private static boolean isVnc(Map<String, String> display) {
        return !display.getOrDefault("vnc", "1").equals("0")
                && display.getOrDefault("type", "vnc").equals("vnc");
    }

    private Map<String, String> vncTexts() {
        Map<String, String> texts = new HashMap<>();
        VNC_TEXTS.forEach(key -> file.findText(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    private UnreadableCfgException wrong(String key, String text) {
        return UnreadableCfgException.at(file.lineOf(key), key + " makes no sense: " + text);
    }
}
