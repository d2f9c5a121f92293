/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.host.internal.device.IdNames.Ids;
import dev.hvsdk.host.internal.platform.SysfsValue;
import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the USB devices of a host, hubs left out: a hub is a part of the host, and no hypervisor hands one on.
 *
 * <p>A USB device needs no IOMMU: the host's controller does its DMA, and the hypervisor takes the device from its driver when
 * it is assigned. So it is ready unless the host itself lives on it.
 */
final class UsbScan {
    private static final String DEVICES = "/sys/bus/usb/devices";

    /** A bus and the ports on the way, {@code 1-1.4}; {@code usb1} is a root hub, {@code 1-1.4:1.0} an interface. */
    private static final Pattern PORT_PATH = Pattern.compile("[0-9]{1,4}-[0-9]{1,3}(\\.[0-9]{1,3}){0,6}");

    /** The class of hubs (USB 2.0 specification, 11.23.1). */
    private static final String HUB = "09";

    private static final Set<String> STORAGE_DRIVERS = Set.of("usb-storage", "uas");

    private final HostDirectory directory;
    private final List<String> names;
    private final HostUse use;

    private UsbScan(HostDirectory directory, List<String> names, HostUse use) {
        this.directory = directory;
        this.names = names;
        this.use = use;
    }

    static List<UsbDevice> read(HostFiles files, HostUse use, List<Limitation> limitations) {
        List<String> names = Listing.of(files, DEVICES, limitations);
        UsbScan scan = new UsbScan(files.directory(DEVICES), names, use);
        List<String> ports = names.stream().filter(scan::isNoHub).toList();
        Set<Ids> wanted = new HashSet<>();
        ports.forEach(port -> scan.ids(port).ifPresent(wanted::add));
        IdNames database = IdNames.ofUsb(files, wanted);
        return ports.stream().map(port -> scan.device(port, database)).toList();
    }

    private boolean isNoHub(String name) {
        return PORT_PATH.matcher(name).matches()
                && !attribute(name, "bDeviceClass").filter(HUB::equals).isPresent();
    }

    private Optional<Ids> ids(String port) {
        return Ids.of(hex(port, "idVendor", 4), hex(port, "idProduct", 4));
    }

    private UsbDevice device(String port, IdNames database) {
        UsbDevice.Builder device = UsbDevice.builder(port).assignability(assignability(port));
        hex(port, "idVendor", 4).ifPresent(device::vendorId);
        hex(port, "idProduct", 4).ifPresent(device::deviceId);
        hex(port, "bDeviceClass", 2).ifPresent(device::classCode);
        attribute(port, "busnum").flatMap(SysfsValue::number).ifPresent(device::bus);
        attribute(port, "devnum").flatMap(SysfsValue::number).ifPresent(device::device);
        attribute(port, "serial").ifPresent(device::serial);
        ids(port).flatMap(database::find).or(() -> ownName(port)).ifPresent(device::name);
        interfaceDriver(port).ifPresent(device::driver);
        return device.build();
    }

    /** What the device says about itself, where no database knows it. */
    private Optional<String> ownName(String port) {
        List<String> words = new ArrayList<>();
        attribute(port, "manufacturer").ifPresent(words::add);
        attribute(port, "product").ifPresent(words::add);
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }

    /** The device's own driver is always {@code usb}; the one that serves it is bound to its interfaces. */
    private Optional<String> interfaceDriver(String port) {
        return interfaces(port)
                .flatMap(part -> part.linkName("driver").stream())
                .findFirst();
    }

    private Assignability assignability(String port) {
        List<Finding> findings = new ArrayList<>();
        if (use.carriesRootDisk(port)) {
            findings.add(Finding.lasting(
                    Kind.CARRIES_ROOT_DISK,
                    "USB device " + port + " carries the root file system of the host",
                    "start the host from another disk; what carries it is never given away"));
        } else {
            use.mountPoint(port)
                    .ifPresent(point -> findings.add(Finding.removable(
                            Kind.IN_USE,
                            "USB device " + port + " carries the file system mounted on " + point,
                            "unmount " + point)));
        }
        use.defaultRoute(port)
                .ifPresent(name -> findings.add(Finding.lasting(
                        Kind.CARRIES_DEFAULT_ROUTE,
                        "the default route of the host leaves by " + name + " on USB device " + port,
                        "move the default route to another interface")));
        return Finding.conclude(findings, doubt(port), Assignability.ready());
    }

    private Optional<String> doubt(String port) {
        boolean mayCarryDisks = interfaces(port)
                .anyMatch(part -> part.linkName("driver")
                        .filter(STORAGE_DRIVERS::contains)
                        .isPresent());
        return use.doubt(mayCarryDisks, interfaces(port).anyMatch(part -> part.exists("net")));
    }

    private Stream<HostDirectory> interfaces(String port) {
        return names.stream().filter(name -> name.startsWith(port + ":")).map(directory::directory);
    }

    private Optional<String> attribute(String port, String name) {
        return directory.directory(port).attribute(name).value().filter(text -> !text.isEmpty());
    }

    private Optional<String> hex(String port, String name, int length) {
        return attribute(port, name).flatMap(text -> SysfsValue.hex(text, length));
    }
}
