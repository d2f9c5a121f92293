/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The devices of a guest, as {@code config.hardware.device} has them. Immutable. */
final class HardwareReading {
    /** The property that has them. */
    static final String PATH = "config.hardware.device";

    private static final String DISK = "VirtualDisk";
    private static final String CDROM = "VirtualCdrom";
    private static final String FLOPPY = "VirtualFloppy";
    private static final String KEY = "key";
    private static final String CONTROLLER = "controllerKey";
    private static final String UNIT = "unitNumber";
    private static final String MAC = "macAddress";

    private final List<Element> devices;

    HardwareReading(Element devices) {
        this.devices = devices.children();
    }

    /** Throws PermissionDenied if the server does not tell them. */
    static HardwareReading of(ObjectContent content, ErrorFactory about) {
        return new HardwareReading(
                content.find(PATH).orElseThrow(() -> about.permissionDenied("the server does not tell its devices")));
    }

    /**
     * A device as the server knows it.
     *
     * @param key which of all devices of the guest it is
     * @param element all that was read of it
     */
    record Device(long key, Element element) {
        /** What has to be said of it, so that it is taken away. */
        Element reference() {
            Element least = Element.of("device", Element.ofNumber(KEY, key));
            return element.text("capacityInKB")
                    .map(size -> least.with(Element.ofText("capacityInKB", size)))
                    .orElse(least)
                    .typed(element.type().orElse(""));
        }
    }

    /**
     * A controller of disks.
     *
     * @param kind what it is
     * @param key which of all devices of the guest it is
     * @param number which of those of its bus
     */
    record Controller(ControllerKind kind, long key, int number) {}

    /** By their names, in the order of the server. */
    List<GuestDisk> disks() {
        return drives().map(this::disk).toList();
    }

    /** Those that keep bytes: no CD-ROM and no floppy. */
    Stream<Device> virtualDisks() {
        return devices.stream()
                .filter(device -> is(device, DISK))
                .flatMap(device -> device.number(KEY).stream().map(key -> new Device(key, device)));
    }

    private Stream<Element> drives() {
        return devices.stream().filter(device -> is(device, DISK) || is(device, CDROM) || is(device, FLOPPY));
    }

    private static boolean is(Element device, String type) {
        return device.type().filter(type::equals).isPresent();
    }

    private GuestDisk disk(Element device) {
        GuestDisk.Builder disk =
                GuestDisk.builder(target(device)).removable(!is(device, DISK)).readOnly(is(device, CDROM));
        file(device).ifPresent(disk::source);
        if (is(device, DISK)) {
            disk.format("vmdk");
        }
        controller(device).map(one -> one.kind().bus()).ifPresent(disk::bus);
        return disk.build();
    }

    private static Optional<String> file(Element device) {
        return device.text("backing", "fileName").or(() -> device.text("backing", "deviceName"));
    }

    /** As the files of guests have it: {@code scsi0:1}, {@code floppy0}. */
    private String target(Element device) {
        long unit = device.number(UNIT).orElse(0L);
        return controller(device)
                .map(one -> one.kind().bus() + one.number() + ":" + unit)
                .orElseGet(() -> (is(device, FLOPPY)
                                ? "floppy"
                                : "disk" + device.text(CONTROLLER).orElse("") + ":")
                        + unit);
    }

    private Optional<Controller> controller(Element device) {
        Optional<Long> key = device.number(CONTROLLER);
        return controllers()
                .filter(one -> key.filter(wanted -> wanted == one.key()).isPresent())
                .findFirst();
    }

    /** Those of disks, in the order of the server. */
    Stream<Controller> controllers() {
        return devices.stream()
                .flatMap(device -> device.type().flatMap(ControllerKind::ofType).stream()
                        .flatMap(kind -> device.number(KEY).stream()
                                .map(key -> new Controller(
                                        kind,
                                        key,
                                        device.number("busNumber").orElse(0L).intValue()))));
    }

    /** The first number that a disk can have on it; empty if it is full. */
    Optional<Integer> freePlace(Controller controller) {
        List<Long> taken = devices.stream()
                .filter(device -> device.number(CONTROLLER)
                        .filter(key -> key == controller.key())
                        .isPresent())
                .flatMap(device -> device.number(UNIT).stream())
                .toList();
        return Stream.iterate(0, unit -> unit < controller.kind().places(), unit -> unit + 1)
                .filter(controller.kind()::hasPlace)
                .filter(unit -> !taken.contains((long) unit))
                .findFirst();
    }

    /** A number for another controller of a bus. */
    int freeNumber(String bus) {
        List<Integer> taken = controllers()
                .filter(one -> one.kind().bus().equals(bus))
                .map(Controller::number)
                .toList();
        return Stream.iterate(0, number -> number + 1)
                .filter(number -> !taken.contains(number))
                .findFirst()
                .orElse(0);
    }

    Optional<Device> findDisk(String target) {
        return drives().filter(device -> target(device).equals(target))
                .findFirst()
                .flatMap(HardwareReading::device);
    }

    /** The name of the disk of a file. */
    Optional<String> findTarget(String file) {
        return drives().filter(device -> file(device).filter(file::equals).isPresent())
                .findFirst()
                .map(this::target);
    }

    private static Optional<Device> device(Element element) {
        return element.number(KEY).map(key -> new Device(key, element));
    }

    /** Those that are plugged in, or not; the names are those of {@link NetworkPlugs#names}. */
    List<GuestNic> nics(Map<String, String> networks) {
        return cards().flatMap(card -> card.text(MAC).map(mac -> nic(mac, card, networks)).stream())
                .toList();
    }

    /** Also those of types that are not known: nothing else has an address. */
    private Stream<Element> cards() {
        return devices.stream().filter(device -> device.text(MAC).isPresent());
    }

    private static GuestNic nic(String mac, Element card, Map<String, String> networks) {
        GuestNic.Builder nic = GuestNic.builder(mac.toLowerCase(Locale.ROOT));
        card.type().flatMap(NicModel::word).ifPresent(nic::model);
        NetworkPlugs.name(card, networks).ifPresent(nic::network);
        return nic.build();
    }

    Optional<Device> findNic(String mac) {
        return cards().filter(
                        card -> card.text(MAC).filter(mac::equalsIgnoreCase).isPresent())
                .findFirst()
                .flatMap(HardwareReading::device);
    }

    /** The addresses of all cards, in lower case. */
    List<String> macs() {
        return cards().flatMap(card -> card.text(MAC).stream())
                .map(mac -> mac.toLowerCase(Locale.ROOT))
                .toList();
    }
}
