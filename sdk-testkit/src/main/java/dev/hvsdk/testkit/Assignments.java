/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives devices to guests by the rules of a family. Not thread-safe: guarded by its owner. */
final class Assignments {
    /** Drivers of functions that are kept from the host: vfio accepts them beside an assigned one (drivers/vfio in Linux). */
    private static final Set<String> HARMLESS = Set.of("vfio-pci", "pci-stub", "pciback");

    /** Bridges between buses, which vfio passes over. PCI Code and ID Assignment, section 1.7. */
    private static final Set<String> BUS_BRIDGES = Set.of("0604", "0607", "0609");

    private final Family family;
    private final DeviceTable devices;
    private final GuestTable guests;

    Assignments(Family family, DeviceTable devices, GuestTable guests) {
        this.family = family;
        this.devices = devices;
        this.guests = guests;
    }

    /** Refuses devices of a guest that is yet to be made, before it is. */
    void check(List<PassthroughDevice> wanted, ErrorFactory defining) {
        Set<PassthroughDevice> seen = new HashSet<>();
        for (PassthroughDevice device : wanted) {
            PassthroughDevice own = check(device, null, defining);
            if (!seen.add(own)) {
                throw defining.conflict("the specification names " + own + " twice");
            }
        }
    }

    void giveAll(List<PassthroughDevice> wanted, GuestId guest) {
        wanted.forEach(device -> devices.give(device, guest));
    }

    PassthroughDevice attach(GuestRecord guest, PassthroughDevice device, ErrorFactory attaching) {
        PassthroughDevice own = check(device, guest.id(), attaching);
        if (family == Family.VSPHERE && own instanceof PciDevice && guest.run().isActive()) {
            throw attaching
                    .remedy("stop it first")
                    .wrongState("a machine takes PCI devices only while it is stopped, and it is "
                            + guest.state().id());
        }
        devices.give(own, guest.id());
        return view(own);
    }

    PassthroughDevice detach(GuestRecord guest, PassthroughDevice device, ErrorFactory detaching) {
        PassthroughDevice own = devices.find(device)
                .filter(found ->
                        devices.ownerOf(found).filter(guest.id()::equals).isPresent())
                .orElseThrow(() -> detaching.notFound("it does not have " + device));
        devices.release(own);
        return own;
    }

    /** The devices of the host as a listing shows them: those that guests have are in use. */
    List<PassthroughDevice> views() {
        return devices.all().stream().map(this::view).toList();
    }

    /** The devices of a guest as they are when nobody has them. */
    List<PassthroughDevice> owned(GuestId guest) {
        return devices.of(guest);
    }

    List<PassthroughDevice> viewsOf(GuestId guest) {
        return devices.of(guest).stream().map(this::view).toList();
    }

    private PassthroughDevice view(PassthroughDevice own) {
        return devices.ownerOf(own)
                .map(owner -> DeviceViews.inUse(own, nameOf(owner)))
                .orElse(own);
    }

    private PassthroughDevice check(PassthroughDevice device, @Nullable GuestId guest, ErrorFactory doing) {
        if (!family.assignableKinds().contains(device.kind())) {
            throw doing.unsupported(
                    Reason.NO_SUCH_CONCEPT, "its host does not give guests devices of the kind " + device.kind());
        }
        PassthroughDevice own =
                devices.find(device).orElseThrow(() -> doing.notFound("the host has no device " + device));
        refuseIfOwned(own, guest, doing);
        refuseIfBlocked(own, doing);
        refuseIfGroupIsNotFree(own, guest, doing);
        return own;
    }

    private void refuseIfOwned(PassthroughDevice device, @Nullable GuestId guest, ErrorFactory doing) {
        Optional<GuestId> owner = devices.ownerOf(device);
        if (owner.isPresent()) {
            throw owner.get().equals(guest)
                    ? doing.conflict("it has " + device + " already")
                    : doing.remedy("detach it there first").conflict(nameOf(owner.get()) + " has " + device);
        }
    }

    private void refuseIfBlocked(PassthroughDevice device, ErrorFactory doing) {
        Assignability answer = device.assignability();
        if (answer.state() == Assignability.State.BLOCKED) {
            String detail = answer.blockers().stream().map(Blocker::detail).collect(Collectors.joining(", "));
            throw answer.remedy().map(doing::remedy).orElse(doing).unsupported(Reason.HOST_MISCONFIGURED, detail);
        }
        if (family == Family.KVM
                && device instanceof PciDevice
                && device.iommuGroup().isEmpty()) {
            throw doing.remedy(
                            "switch VT-d or AMD-Vi on in the firmware, and boot an Intel machine with intel_iommu=on")
                    .unsupported(Reason.HOST_MISCONFIGURED, device + " has no IOMMU group");
        }
    }

    private void refuseIfGroupIsNotFree(PassthroughDevice device, @Nullable GuestId guest, ErrorFactory doing) {
        for (PassthroughDevice sibling : devices.siblings(device)) {
            String group =
                    sibling + " of its IOMMU group " + device.iommuGroup().orElseThrow();
            Optional<GuestId> owner = devices.ownerOf(sibling).filter(id -> !id.equals(guest));
            if (owner.isPresent()) {
                throw doing.remedy("give both to one guest").conflict(nameOf(owner.get()) + " has " + group);
            }
            if (isUsedByHost(sibling)) {
                throw doing.remedy("take it from that driver")
                        .conflict(group + " is bound to the host driver "
                                + sibling.driver().orElseThrow());
            }
        }
    }

    private boolean isUsedByHost(PassthroughDevice device) {
        boolean isBridge = device instanceof PciDevice pci
                && pci.classCode().filter(BUS_BRIDGES::contains).isPresent();
        boolean isBound =
                device.driver().filter(driver -> !HARMLESS.contains(driver)).isPresent();
        return isBound && !isBridge && devices.ownerOf(device).isEmpty();
    }

    /** The guest that has the device, for messages. */
    Optional<String> ownerOf(PassthroughDevice device) {
        return devices.ownerOf(device).map(this::nameOf);
    }

    /** Whether a function could be given to a guest as its driver and those of its IOMMU group are now. */
    Assignability answerFor(PciDevice device, String passthrough) {
        List<Blocker> blockers = new ArrayList<>();
        if (isUsedByHost(device)) {
            blockers.add(new Blocker(
                    Blocker.Kind.BOUND_TO_HOST_DRIVER,
                    device.pciAddress() + " is bound to the host driver "
                            + device.driver().orElseThrow()));
        }
        devices.siblings(device).stream()
                .filter(this::isUsedByHost)
                .map(sibling -> new Blocker(
                        Blocker.Kind.GROUP_SHARED,
                        device.pciAddress() + " shares IOMMU group "
                                + device.iommuGroup().orElseThrow() + " with " + sibling.address()
                                + ", which the host uses"))
                .forEach(blockers::add);
        return blockers.isEmpty()
                ? Assignability.ready()
                : Assignability.preparable(blockers, "bind it, and all that share its IOMMU group, to " + passthrough);
    }

    private String nameOf(GuestId id) {
        return guests.find(id).map(guest -> "guest " + guest.name()).orElse("guest " + id);
    }
}
