/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The file of a specification, for a guest of one type; what the type cannot do is refused with its reason.
 *
 * <p>Immutable.
 */
public final class Definition {
    private static final MemorySize USUAL_MEMORY = MemorySize.ofMebibytes(512);

    private final GuestSpec spec;
    private final XenGuestKind type;
    private final ErrorFactory about;

    private Definition(GuestSpec spec, XenGuestKind type, ErrorFactory about) {
        this.spec = spec;
        this.type = type;
        this.about = about;
    }

    /**
     * Writes the file.
     *
     * @throws HypervisorException.Unsupported if the type or xl has no such thing
     */
    public static CfgFile of(GuestSpec spec, XenGuestKind type, ErrorFactory about) {
        try {
            return new Definition(spec, type, about).file();
        } catch (UnreadableCfgException e) {
            throw about.cause(e).unsupported(Support.Reason.NO_SUCH_CONCEPT, String.valueOf(e.getMessage()));
        }
    }

    private CfgFile file() {
        CfgFile file = CfgFile.empty()
                .with("name", CfgValue.of(name()))
                .with("type", CfgValue.of(type.name().toLowerCase(Locale.ROOT)))
                .with("memory", CfgValue.of(memory()))
                .with("vcpus", CfgValue.of(spec.vcpus().orElse(1)));
        file = withBoot(type == XenGuestKind.HVM ? withMachine(file) : file);
        file = withList(file, "disk", disks());
        file = withList(file, "vif", vifs());
        return withList(file, "pci", pciDevices());
    }

    /** xl takes a domain's number wherever it takes its name. */
    private String name() {
        String name = spec.name();
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw about.remedy("give it a name with a letter")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "xl takes a name of digits for a number: " + name);
        }
        return name;
    }

    private long memory() {
        MemorySize memory = spec.memory().orElse(USUAL_MEMORY);
        if (memory.toBytes() == 0
                || !MemorySize.ofMebibytes(memory.toMebibytes()).equals(memory)) {
            throw about.remedy("round it up to whole MiB")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "xl counts memory in MiB: " + memory);
        }
        return memory.toMebibytes();
    }

    /** A serial port, and no display: nobody asked for an open port. */
    private static CfgFile withMachine(CfgFile file) {
        return file.with("serial", CfgValue.of("pty")).with("vnc", CfgValue.of(0));
    }

    private CfgFile withBoot(CfgFile file) {
        BootSource boot = spec.boot().orElse(BootSource.disk());
        if (boot instanceof BootSource.Kernel kernel) {
            return withKernel(file, kernel);
        } else if (boot instanceof BootSource.Disk disk) {
            return type == XenGuestKind.HVM ? withFirmware(file, disk.uefi()) : withBootloader(file, disk.uefi());
        } else if (boot instanceof BootSource.Cdrom) {
            refuseUnlessHvm("a guest of type " + type + " has no firmware that starts from a CD");
            return file.with("boot", CfgValue.of("dc"));
        }
        throw noSuch("Xen starts no container's image");
    }

    private static CfgFile withKernel(CfgFile file, BootSource.Kernel kernel) {
        CfgFile with = file.with("kernel", CfgValue.of(kernel.path()));
        if (kernel.initrd().isPresent()) {
            with = with.with("ramdisk", CfgValue.of(kernel.initrd().get()));
        }
        return kernel.commandLine().isEmpty() ? with : with.with("cmdline", CfgValue.of(kernel.commandLine()));
    }

    private static CfgFile withFirmware(CfgFile file, boolean isUefi) {
        CfgFile with = isUefi ? file.with("bios", CfgValue.of("ovmf")) : file;
        return with.with("boot", CfgValue.of("c"));
    }

    /** pygrub reads the guest's disk in dom0 and takes the kernel out of it. */
    private CfgFile withBootloader(CfgFile file, boolean isUefi) {
        if (isUefi) {
            refuseUefi();
        }
        return file.with("bootloader", CfgValue.of("pygrub"));
    }

    private void refuseUefi() {
        if (type == XenGuestKind.PVH) {
            throw about.unsupported(Support.Reason.NOT_IMPLEMENTED, "UEFI for a guest of type PVH");
        }
        refuseUnlessHvm("a guest of type PV has no firmware");
    }

    private void refuseUnlessHvm(String why) {
        if (type != XenGuestKind.HVM) {
            throw about.remedy("make it of type HVM").unsupported(Support.Reason.NO_SUCH_CONCEPT, why);
        }
    }

    private List<String> disks() {
        return new DiskSpecs(spec, type, about)
                .disks().stream().map(DiskSpec::written).toList();
    }

    private List<String> vifs() {
        return spec.nics().stream()
                .map(nic -> NicSpecs.vif(nic, type, about).written())
                .toList();
    }

    private List<String> pciDevices() {
        return spec.devices().stream()
                .map(device -> new PciSpec(address(device), false, Map.of()).written())
                .toList();
    }

    private PciAddress address(PassthroughDevice device) {
        if (!(device instanceof PciDevice pci)) {
            throw about.unsupported(Support.Reason.NOT_IMPLEMENTED, "a device of the kind " + device.kind());
        } else if (type == XenGuestKind.PVH) {
            throw about.remedy("make it of type PV or HVM")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "Xen gives no PCI device to a guest of type PVH");
        }
        return pci.pciAddress();
    }

    private static CfgFile withList(CfgFile file, String key, List<String> texts) {
        return texts.isEmpty() ? file : file.with(key, CfgValue.ofTexts(texts));
    }

    private HypervisorException noSuch(String what) {
        return about.unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }
}
