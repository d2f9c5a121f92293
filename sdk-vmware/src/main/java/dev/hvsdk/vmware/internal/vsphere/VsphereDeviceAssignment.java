/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.session.Session;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Devices of PCI that ESXi passes through to a guest. Thread-safe. */
final class VsphereDeviceAssignment implements DeviceAssignment {
    private static final String ATTACH = "attach device";
    private static final String DETACH = "detach device";
    private static final String ENVIRONMENT = "environmentBrowser";

    /** Negative: one that is not there yet. */
    private static final int NEW_KEY = -300;

    private static final long WORD = 0xFFFF;

    private final Machine guest;

    VsphereDeviceAssignment(Machine guest) {
        this.guest = guest;
    }

    private PciDevices devices(ErrorFactory about) {
        return new PciDevices(guest.vsphere(), about);
    }

    private ObjectContent content(ErrorFactory about) {
        return guest.read(about, PciDevices.HARDWARE, PciDevices.HOST);
    }

    @Override
    public List<PassthroughDevice> attached() {
        ErrorFactory about = guest.errors("list devices");
        return devices(about).of(content(about)).stream()
                .map(HostDevice::device)
                .toList();
    }

    /** The whole memory has to be the guest's own, or the server starts it no more. */
    @Override
    public Operation<PassthroughDevice> attach(PassthroughDevice device) {
        return guest.change(ATTACH, source -> {
            ErrorFactory about = guest.errors(ATTACH);
            HostDevice found = free(device, about);
            guest.require(ATTACH, GuestState.STOPPED);
            Element change = change("add", passthrough(found, about));
            guest.reconfigure(source, about, change, Element.ofFlag("memoryReservationLockedToMax", true));
            return devices(about).find(device).device();
        });
    }

    private HostDevice free(PassthroughDevice device, ErrorFactory about) {
        HostDevice found = devices(about).find(device);
        refuseTaken(found, about);
        if (content(about).ref(PciDevices.HOST).filter(found.host()::equals).isEmpty()) {
            throw about.conflict("the guest is on another host than " + found.hostName());
        }
        Assignability assignability = found.pci().assignability();
        if (assignability.state() != Assignability.State.READY) {
            throw refusal(assignability, about);
        }
        return found;
    }

    private static void refuseTaken(HostDevice device, ErrorFactory about) {
        device.pci().assignability().blockers().stream()
                .filter(blocker -> blocker.kind() == Blocker.Kind.IN_USE)
                .findFirst()
                .ifPresent(blocker -> {
                    throw about.conflict(blocker.detail());
                });
    }

    private static RuntimeException refusal(Assignability assignability, ErrorFactory about) {
        ErrorFactory errors = assignability.remedy().map(about::remedy).orElse(about);
        return errors.unsupported(Support.Reason.HOST_MISCONFIGURED, "it cannot be given: " + assignability.blockers());
    }

    private Element passthrough(HostDevice device, ErrorFactory about) {
        long number = device.numbers().number("deviceId").orElse(0L) & WORD;
        Element backing = Element.of(
                        "backing",
                        Element.ofText(
                                "deviceName",
                                device.pci().name().orElse(device.pci().address())),
                        Element.ofText("id", device.id()),
                        Element.ofText("deviceId", String.format(Locale.ROOT, "%x", number)),
                        Element.ofText("systemId", systemId(device.host(), about)),
                        // Signed, as the server writes it.
                        Element.ofNumber(
                                "vendorId", device.numbers().number("vendorId").orElse(0L)))
                .typed("VirtualPCIPassthroughDeviceBackingInfo");
        return Element.of("device", Element.ofNumber("key", NEW_KEY), backing).typed("VirtualPCIPassthrough");
    }

    /** What tells the host's devices from those of others; only this question brings it. */
    private String systemId(ManagedRef host, ErrorFactory about) {
        Session session = guest.vsphere().session();
        Optional<ManagedRef> environment = guest.read(about, ENVIRONMENT).ref(ENVIRONMENT);
        return environment
                .map(browser -> session.call(browser, "QueryConfigTarget", about, host.as("host")))
                .flatMap(target -> target.text("pciPassthrough", "systemId"))
                .orElse("");
    }

    private static Element change(String operation, Element device) {
        return Element.of("deviceChange", Element.ofText("operation", operation), device);
    }

    @Override
    public Operation<PassthroughDevice> detach(PassthroughDevice device) {
        return guest.change(DETACH, source -> {
            ErrorFactory about = guest.errors(DETACH);
            HostDevice found = devices(about).find(device);
            long key = PciDevices.entry(content(about), found)
                    .flatMap(entry -> entry.number("key"))
                    .orElseThrow(() -> about.notFound("the guest does not have it"));
            guest.require(DETACH, GuestState.STOPPED);
            Element hardware =
                    Element.of("device", Element.ofNumber("key", key)).typed("VirtualPCIPassthrough");
            guest.reconfigure(source, about, change("remove", hardware));
            return devices(about).find(device).device();
        });
    }
}
