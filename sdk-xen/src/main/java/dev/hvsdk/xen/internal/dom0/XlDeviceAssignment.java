/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * PCI functions of a guest: by {@code xl pci-attach} and its kin while it is active, and in its definition for later starts, if one is
 * kept. Immutable.
 */
final class XlDeviceAssignment implements DeviceAssignment {
    private final Dom0Guest guest;
    private final KeptDevices kept;

    XlDeviceAssignment(Dom0Guest guest, KeptDevices kept) {
        this.guest = guest;
        this.kept = kept;
    }

    @Override
    public List<PassthroughDevice> attached() {
        ErrorFactory errors = guest.errors("read devices");
        Set<PciAddress> own = own(errors, domain(errors));
        PciFunctions all = PciFunctions.read(guest.host(), errors);
        return own.stream()
                .map(address -> (PassthroughDevice) all.device(address, true))
                .toList();
    }

    private Optional<String> domain(ErrorFactory errors) {
        return Domains.read(guest.host(), errors).find(guest.id(), errors).map(Domains.Row::argument);
    }

    /** What it has; of one that is not active, what it will have. */
    private Set<PciAddress> own(ErrorFactory errors, Optional<String> domain) {
        return domain.map(active -> live(errors, active))
                .or(() -> kept.of(errors, guest.id()))
                .orElseThrow(() -> errors.notFound("there is no such guest"));
    }

    private Set<PciAddress> live(ErrorFactory errors, String domain) {
        return PciFunctions.addresses(guest.xl(errors, "pci-list", domain));
    }

    @Override
    public Operation<PassthroughDevice> attach(PassthroughDevice device) {
        return change("attach device", device, this::attach);
    }

    private void attach(ErrorFactory errors, PciAddress address) {
        Optional<String> domain = domain(errors);
        refuseIfNotReady(errors, address, own(errors, domain));
        kept.otherOwner(errors, guest.id(), address).ifPresent(other -> {
            throw errors.remedy("detach it from that guest first")
                    .conflict("the definition of guest " + other + " has " + address + " already");
        });
        domain.ifPresent(active -> attach(errors, active, address));
        try {
            kept.change(errors, guest.id(), address, true);
        } catch (HypervisorException e) {
            domain.ifPresent(active -> undo(errors, active, address, e));
            throw e;
        }
    }

    private void attach(ErrorFactory errors, String domain, PciAddress address) {
        Command command =
                XenTools.command("xl", "pci-attach", domain, address.toString()).timeout(XenTools.LONG);
        CommandResult result = guest.host().tools().run(errors, command);
        if (result.stderr().contains("xc_assign_device failed: Operation not supported")) {
            throw errors.remedy("define it with passthrough=\"enabled\" or with the device, and start it anew")
                    .unsupported(Support.Reason.WRONG_STATE, "the guest was started without passthrough");
        }
        XenTools.checked(errors, command, result);
    }

    private void undo(ErrorFactory errors, String domain, PciAddress address, HypervisorException failure) {
        try {
            guest.host().tools().change(errors, "pci-detach", domain, address.toString());
        } catch (HypervisorException e) {
            failure.addSuppressed(e);
        }
    }

    private void refuseIfNotReady(ErrorFactory errors, PciAddress address, Set<PciAddress> own) {
        if (own.contains(address)) {
            throw errors.conflict("it has " + address + " already");
        }
        PciFunctions all = PciFunctions.read(guest.host(), errors);
        if (all.assignable().contains(address)) {
            return;
        }
        if (all.isKept(address)) {
            throw errors.remedy("detach it from that guest first").conflict("a guest has " + address + " already");
        }
        throw errors.remedy("keep it for guests by XenPciBack, or xl pci-assignable-add " + address)
                .conflict("dom0 has " + address + " itself, or no such function");
    }

    @Override
    public Operation<PassthroughDevice> detach(PassthroughDevice device) {
        return change("detach device", device, this::detach);
    }

    private void detach(ErrorFactory errors, PciAddress address) {
        Optional<String> domain = domain(errors);
        Set<PciAddress> own = own(errors, domain);
        boolean isLater = kept.of(errors, guest.id()).orElse(Set.of()).contains(address);
        if (!own.contains(address) && !isLater) {
            throw errors.notFound("the guest does not have " + address);
        }
        domain.filter(active -> own.contains(address)).ifPresent(active -> detach(errors, active, address));
        kept.change(errors, guest.id(), address, false);
    }

    /** Xl ends with 0 when the guest did not let go; so it is looked whether it has. */
    private void detach(ErrorFactory errors, String domain, PciAddress address) {
        guest.host().tools().change(errors, "pci-detach", domain, address.toString());
        if (live(errors, domain).contains(address)) {
            throw errors.remedy("load xen-pcifront in the guest, or stop the guest")
                    .hostFailure("the guest did not let go of " + address);
        }
    }

    private Operation<PassthroughDevice> change(
            String operation, PassthroughDevice device, BiConsumer<ErrorFactory, PciAddress> work) {
        return guest.change(operation, errors -> {
            PciAddress address = address(device, errors);
            kept.alone(guest.id(), () -> work.accept(errors, address));
            return device;
        });
    }

    private static PciAddress address(PassthroughDevice device, ErrorFactory errors) {
        if (device instanceof PciDevice pci) {
            return pci.pciAddress();
        }
        throw errors.unsupported(Support.Reason.NOT_IMPLEMENTED, "by xl guests are given PCI functions, no " + device);
    }
}
