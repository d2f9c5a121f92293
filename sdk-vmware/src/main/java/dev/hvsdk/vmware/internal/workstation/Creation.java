/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmx.VmxFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The {@code .vmx} of a specification. Immutable. */
final class Creation {
    private static final MemorySize USUAL_MEMORY = MemorySize.ofMebibytes(1024);

    /** The products take multiples of 4 MiB only. */
    private static final long MEMORY_STEP = 4L << 20;

    private static final Set<String> BUSES = Set.of("scsi", "sata", "ide", "nvme");
    private static final Set<String> MODELS = Set.of("e1000", "e1000e", "vmxnet", "vmxnet3", "vlance");
    private static final Set<String> CONNECTIONS = Set.of("bridged", "nat", "hostonly");

    private final GuestSpec spec;
    private final ErrorFactory about;

    Creation(GuestSpec spec, ErrorFactory about) {
        this.spec = spec;
        this.about = about;
    }

    VmxFile file() {
        refuseUnknownParts();
        VmxFile file = VmxFile.empty()
                .with("config.version", "8")
                .with("virtualHW.version", "12")
                .with("displayName", spec.name())
                .with("guestOS", "other-64")
                .with("numvcpus", Integer.toString(spec.vcpus().orElse(1)))
                .with("memsize", Long.toString(memory().toMebibytes()))
                .with("pciBridge0.present", "TRUE")
                .with("pciBridge4.present", "TRUE")
                .with("pciBridge4.virtualDev", "pcieRootPort")
                .with("pciBridge4.functions", "8")
                .with("floppy0.present", "FALSE")
                // Nobody sits before it who could answer: a new identity, and the usual answer to each question.
                .with("uuid.action", "create")
                .with("msg.autoAnswer", "TRUE");
        file = withBoot(file);
        for (int i = 0; i < spec.disks().size(); i++) {
            file = withDisk(file, spec.disks().get(i), i);
        }
        for (int i = 0; i < spec.nics().size(); i++) {
            file = withNic(file, spec.nics().get(i), "ethernet" + i);
        }
        return file;
    }

    private void refuseUnknownParts() {
        if (spec.name().indexOf('\0') >= 0) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a name cannot hold a zero character");
        }
        if (!spec.extensions().isEmpty()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "extensions of other families mean nothing here: "
                            + spec.extensions().get(0));
        }
        if (!spec.devices().isEmpty()) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the hosted products give no devices of the host to a guest");
        }
    }

    private MemorySize memory() {
        MemorySize memory = spec.memory().orElse(USUAL_MEMORY);
        if (memory.toBytes() % MEMORY_STEP != 0 || memory.toBytes() == 0) {
            throw about.remedy("round it up to a multiple of 4 MiB")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "the memory is no multiple of 4 MiB: " + memory);
        }
        return memory;
    }

    private VmxFile withBoot(VmxFile file) {
        BootSource boot = spec.boot().orElse(BootSource.disk());
        if (boot instanceof BootSource.Disk disk) {
            return disk.uefi() ? file.with("firmware", "efi") : file;
        } else if (boot instanceof BootSource.Cdrom cdrom) {
            requireFile(cdrom.path());
            return file.with("ide1:0.present", "TRUE")
                    .with("ide1:0.deviceType", "cdrom-image")
                    .with("ide1:0.fileName", cdrom.path())
                    .with("bios.bootOrder", "cdrom");
        }
        throw about.remedy("boot from a disk, or from an image of a CD-ROM that loads the kernel")
                .unsupported(
                        Support.Reason.NO_SUCH_CONCEPT,
                        "the products start no kernel and no container's image themselves");
    }

    private VmxFile withDisk(VmxFile file, DiskSpec disk, int number) {
        String bus = disk.bus().orElse("scsi").toLowerCase(Locale.ROOT);
        if (!BUSES.contains(bus) || !disk.format().orElse("vmdk").equals("vmdk")) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "a disk is a vmdk on scsi, sata, ide or nvme, and not "
                            + disk.format().orElse("vmdk") + " on " + bus);
        }
        requireFile(disk.source());
        // One controller for each disk, so that none has to be counted; there are four, and two of IDE.
        int limit = bus.equals("ide") ? 1 : 4;
        if (number >= limit) {
            throw about.unsupported(Support.Reason.NOT_IMPLEMENTED, "more than " + limit + " disks on " + bus);
        }
        String target = bus + number + ":0";
        VmxFile with = file.with(target + ".present", "TRUE").with(target + ".fileName", disk.source());
        with = bus.equals("ide") ? with : with.with(bus + number + ".present", "TRUE");
        with = bus.equals("scsi") ? with.with("scsi" + number + ".virtualDev", "lsilogic") : with;
        return disk.readOnly() ? with.with(target + ".readonly", "TRUE") : with;
    }

    private void requireFile(String source) {
        Path path = Path.of(source);
        if (!path.isAbsolute()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a disk is named by its absolute path: " + source);
        }
        if (!Files.isRegularFile(path)) {
            throw about.remedy("make it with vmware-vdiskmanager").notFound("there is no file " + source);
        }
    }

    private VmxFile withNic(VmxFile file, NicSpec nic, String device) {
        boolean isUsual = isUsual(nic.network());
        VmxFile with = file.with(device + ".present", "TRUE")
                .with(device + ".connectionType", isUsual ? nic.network() : "custom")
                .with(device + ".virtualDev", model(nic, about));
        with = isUsual ? with : with.with(device + ".vnet", nic.network());
        return nic.mac().isEmpty()
                ? with.with(device + ".addressType", "generated")
                : with.with(device + ".addressType", "static")
                        .with(device + ".address", nic.mac().get());
    }

    /** Whether it is the network of a type of connections, which needs no name. */
    static boolean isUsual(String network) {
        return CONNECTIONS.contains(network);
    }

    /** The adapter; Unsupported if the products have none of this name. */
    static String model(NicSpec nic, ErrorFactory about) {
        String model = nic.model().orElse("e1000e");
        if (!MODELS.contains(model)) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "there is no adapter " + model + " but " + MODELS);
        }
        return model;
    }
}
