/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereOptions;
import dev.hvsdk.vmware.VsphereOptions.Controller;
import dev.hvsdk.vmware.VsphereOptions.Firmware;
import dev.hvsdk.vmware.VsphereOptions.Provisioning;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The hardware of a new guest as {@code VirtualMachineConfigSpec}: paravirtual devices, unless others are asked for. */
final class ConfigSpec {
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(512);

    /** Any with 64 bits: the server chooses hardware by it, and we do not know what will be installed. */
    private static final String SYSTEM = "otherGuest64";

    /** Of the first controller; those of the others are below, and those of devices below {@link #FIRST}. */
    private static final int CONTROLLER = -100;

    private static final int FIRST = -200;

    private final ErrorFactory about;
    private final String datastore;
    private final VsphereOptions options;
    private final Function<String, Element> plug;
    private final List<Element> devices = new ArrayList<>();
    private final Map<ControllerKind, Integer> keys = new EnumMap<>(ControllerKind.class);

    /** The places up to there are taken. */
    private final Map<ControllerKind, Integer> next = new EnumMap<>(ControllerKind.class);

    /** Makes one; {@code plug} says how a card is plugged into the network of a name. */
    ConfigSpec(ErrorFactory about, String datastore, VsphereOptions options, Function<String, Element> plug) {
        this.about = about;
        this.datastore = datastore;
        this.options = options;
        this.plug = plug;
    }

    /** The parts in the order of the schema, of version 6.5 of the API. */
    Element of(GuestSpec spec) {
        Firmware usual = boot(spec.boot().orElseGet(BootSource::disk));
        Firmware firmware = options.firmware().orElse(usual);
        disks(spec.disks());
        spec.nics().forEach(this::nic);
        if (!spec.devices().isEmpty()) {
            throw about.unsupported(
                    Support.Reason.NOT_IMPLEMENTED, "devices of the host cannot be given to a new guest yet");
        }
        List<Element> parts = new ArrayList<>();
        parts.add(Element.ofText("name", GuestReading.escaped(spec.name())));
        options.hardwareVersion()
                .map(version -> Element.ofText("version", String.format(Locale.ROOT, "vmx-%02d", version)))
                .ifPresent(parts::add);
        parts.add(Element.ofText("guestId", options.guestId().orElse(SYSTEM)));
        options.note().map(note -> Element.ofText("annotation", note)).ifPresent(parts::add);
        parts.add(Element.of("files", Element.ofText("vmPathName", "[" + datastore + "]")));
        processors(spec, parts);
        parts.addAll(devices);
        secureBoot(firmware).ifPresent(parts::add);
        parts.add(Element.ofText("firmware", firmware.name().toLowerCase(Locale.ROOT)));
        flag("nestedHVEnabled", options.nested()).ifPresent(parts::add);
        return Element.of("config", parts);
    }

    private void processors(GuestSpec spec, List<Element> parts) {
        int cpus = spec.vcpus().orElse(1);
        parts.add(Element.ofNumber("numCPUs", cpus));
        options.coresPerSocket().ifPresent(cores -> {
            if (cpus % cores != 0) {
                throw about.unsupported(
                        Support.Reason.NO_SUCH_CONCEPT, cpus + " CPUs do not fill sockets of " + cores + " cores");
            }
            parts.add(Element.ofNumber("numCoresPerSocket", cores));
        });
        parts.add(Element.ofNumber("memoryMB", Sizes.toMebibytes(spec.memory().orElse(MEMORY), about)));
        flag("memoryHotAddEnabled", options.memoryHotAdd()).ifPresent(parts::add);
        flag("cpuHotAddEnabled", options.cpuHotAdd()).ifPresent(parts::add);
    }

    private static Optional<Element> flag(String name, Optional<Boolean> wanted) {
        return wanted.map(flag -> Element.ofFlag(name, flag));
    }

    private Optional<Element> secureBoot(Firmware firmware) {
        Optional<Boolean> wanted = options.secureBoot();
        if (wanted.orElse(false) && firmware != Firmware.EFI) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a BIOS starts whatever is there: say EFI too");
        }
        return flag("efiSecureBootEnabled", wanted).map(flag -> Element.of("bootOptions", flag));
    }

    private Firmware boot(BootSource source) {
        if (source instanceof BootSource.Cdrom cdrom) {
            int ide = controller(ControllerKind.IDE);
            devices.add(DeviceParts.add(DeviceParts.cdrom(nextKey(), DeviceParts.file(cdrom.path(), about), ide)));
            return Firmware.BIOS;
        }
        if (source instanceof BootSource.Disk disk) {
            return disk.uefi() ? Firmware.EFI : Firmware.BIOS;
        }
        throw about.unsupported(
                Support.Reason.NO_SUCH_CONCEPT, "guests of vSphere start from a disk or a CD-ROM by their firmware");
    }

    private void disks(List<DiskSpec> disks) {
        ControllerKind usual = ControllerKind.of(options.controller().orElse(Controller.PVSCSI));
        // Also of a guest without disks, which may be given some while it runs.
        int ignored = controller(usual);
        disks.forEach(disk -> disk(disk, ControllerKind.ofBus(disk.bus().orElse(usual.bus()), usual, about)));
    }

    /** Its key; made when it is asked for first. */
    private int controller(ControllerKind kind) {
        @Nullable Integer made = keys.get(kind);
        if (made != null) {
            return made;
        }
        int key = CONTROLLER - keys.size();
        // Controllers of several kinds have one row of numbers if their bus is the same.
        long number = keys.keySet().stream()
                .filter(other -> other.bus().equals(kind.bus()))
                .count();
        keys.put(kind, key);
        devices.add(DeviceParts.add(kind.element(key, (int) number)));
        return key;
    }

    private void disk(DiskSpec disk, ControllerKind kind) {
        DeviceParts.requireKnown(disk, about);
        int key = controller(kind);
        int unit = place(kind);
        next.put(kind, unit + 1);
        Provisioning provisioning = options.provisioning().orElse(Provisioning.THIN);
        String file = DeviceParts.diskFile(disk.source(), about);
        devices.add(DeviceParts.add(disk, DeviceParts.disk(nextKey(), disk, file, provisioning, key, unit)));
    }

    private int place(ControllerKind kind) {
        int unit = next.getOrDefault(kind, 0);
        unit = kind.hasPlace(unit) ? unit : unit + 1;
        if (!kind.hasPlace(unit)) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "one controller of " + kind.bus() + " has no place for more disks");
        }
        return unit;
    }

    private void nic(NicSpec nic) {
        String model = nic.model().or(options::nicModel).orElse(NicModel.USUAL);
        String type = NicModel.type(model, about);
        devices.add(DeviceParts.add(DeviceParts.nic(nextKey(), nic, type, plug.apply(nic.network()))));
    }

    private int nextKey() {
        return FIRST - devices.size();
    }
}
