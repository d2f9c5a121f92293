/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.HostCore.Edit;
import java.util.List;

/** The virtual disks and network interfaces of a guest of a fake host. Thread-safe. */
final class FakeVirtualHardware implements VirtualHardware {
    private final FakeGuest guest;

    FakeVirtualHardware(FakeGuest guest) {
        this.guest = guest;
    }

    @Override
    public List<GuestDisk> disks() {
        return guest.read(
                host -> host.record(guest.id(), "list disks").config().parts().disks());
    }

    @Override
    public List<GuestNic> nics() {
        return guest.read(host -> host.withGuest(
                guest.id(),
                "list network interfaces",
                found -> found.config().parts().nicsSeen(found.run().isActive())));
    }

    @Override
    public Operation<GuestDisk> attachDisk(DiskSpec spec) {
        return modify(
                HostCall.ATTACH_DISK,
                (host, found, attaching) -> host.virtualHardware().attachDisk(found, spec, attaching));
    }

    @Override
    public Operation<GuestDisk> detachDisk(String target) {
        return modify(
                HostCall.DETACH_DISK,
                (host, found, detaching) -> host.virtualHardware().detachDisk(found, target, detaching));
    }

    @Override
    public Operation<GuestNic> attachNic(NicSpec spec) {
        return guest.change(HostCall.ATTACH_NIC, host -> {
            // Before the guest is locked: networks ask which guests use them while they are.
            GuestRecord before = host.record(guest.id(), HostCall.ATTACH_NIC.verb());
            ErrorFactory attaching =
                    HostCore.ERRORS.operation(HostCall.ATTACH_NIC.verb()).subject("guest " + before.name());
            if (!host.networks().has(spec.network()) && !host.usesNetwork(spec.network())) {
                throw attaching.notFound("there is no network " + spec.network());
            }
            return host.modify(
                    guest.id(),
                    HostCall.ATTACH_NIC.verb(),
                    (found, doing) -> host.virtualHardware().attachNic(found, spec, doing));
        });
    }

    @Override
    public Operation<GuestNic> detachNic(String mac) {
        return modify(
                HostCall.DETACH_NIC,
                (host, found, detaching) -> host.virtualHardware().detachNic(found, mac, detaching));
    }

    /** A change of what the guest has. */
    private interface Change<T> {
        Edit<T> apply(HostCore host, GuestRecord found, ErrorFactory doing);
    }

    private <T> Operation<T> modify(HostCall kind, Change<T> change) {
        return guest.change(
                kind, host -> host.modify(guest.id(), kind.verb(), (found, doing) -> change.apply(host, found, doing)));
    }
}
