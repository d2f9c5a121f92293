/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenPciBack;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What dom0 keeps for guests, by {@code xl pci-assignable-*}. Immutable. */
final class ToolPciBack implements XenPciBack {
    /** What a function carries: disks have a queue, network interfaces have flags, whose first bit is that they are up. */
    private static final Pattern DISK = Pattern.compile("(?m)^.*/([^/]+)/queue$");

    private static final Pattern INTERFACE = Pattern.compile("(?m)^.*/net/([^/]+)/flags:0x([0-9a-fA-F]+)$");

    private static final int UP = 1;

    /** Has dom0's kernel look for a driver as if the function had just come (Documentation/ABI/testing/sysfs-bus-pci). */
    private static final String PROBE = "f=/sys/bus/pci/devices/$1;"
            + " if [ -e $f/driver ]; then echo $1 > $f/driver/unbind; fi &&"
            + " echo > $f/driver_override && echo $1 > /sys/bus/pci/drivers_probe";

    private final Dom0 host;

    ToolPciBack(Dom0 host) {
        this.host = host;
    }

    @Override
    public List<PciDevice> devices() {
        ErrorFactory errors = host.errors("list PCI functions");
        return PciFunctions.read(host, errors).devices(hasIommu(errors));
    }

    private boolean hasIommu(ErrorFactory errors) {
        Set<String> abilities =
                new HypervisorFacts(host.tools().xl(errors, host.patience(), "info"), "", "").abilities();
        return abilities.contains("hvm_directio") || abilities.contains("pv_directio");
    }

    @Override
    public List<PciAddress> assignable() {
        String listing = host.tools().xl(host.errors("list PCI functions"), host.patience(), "pci-assignable-list");
        return List.copyOf(PciFunctions.addresses(listing));
    }

    @Override
    public Operation<PciAddress> keep(PciAddress address) {
        return change("keep for guests", address, errors -> {
            Optional<PciDevice> leaves = leaving(address, errors);
            if (leaves.isPresent()) {
                against(leaves.get(), errors).stream().findFirst().ifPresent(why -> {
                    throw refusal(why, errors);
                });
                take(address, errors);
            }
            return address;
        });
    }

    /** The function that dom0 would lose; empty if it is kept for guests already. */
    Optional<PciDevice> leaving(PciAddress address, ErrorFactory errors) {
        PciFunctions now = PciFunctions.read(host, errors);
        PciDevice device = require(now, address, hasIommu(errors), errors);
        return now.isKept(address) ? Optional.empty() : Optional.of(device);
    }

    /** Why dom0 must not lose it, gravest first; where dom0 is this machine, as its own plan for the function has it. */
    List<Blocker> against(PciDevice device, ErrorFactory errors) {
        Assignability assignability = device.assignability();
        if (assignability.state() == Assignability.State.BLOCKED) {
            return assignability.blockers();
        }
        List<Blocker> own = host.tools()
                .machineUse()
                .map(machine -> machine.against(device))
                .orElse(List.of());
        return own.isEmpty() ? carried(device.pciAddress(), errors) : own;
    }

    private List<Blocker> carried(PciAddress address, ErrorFactory errors) {
        return use(address, errors)
                .map(use -> List.of(new Blocker(Blocker.Kind.IN_USE, "dom0 has " + use + " on it")))
                .orElse(List.of());
    }

    private static RuntimeException refusal(Blocker why, ErrorFactory errors) {
        return switch (why.kind()) {
            case NOT_ASSIGNABLE_BY_NATURE -> errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, why.detail());
            case NO_IOMMU ->
                errors.remedy("switch the IOMMU on in the firmware, and boot Xen without iommu=off")
                        .unsupported(Support.Reason.HOST_MISCONFIGURED, why.detail());
            default -> errors.remedy("take it out of use in dom0 first").conflict(why.detail());
        };
    }

    void take(PciAddress address, ErrorFactory errors) {
        host.tools().change(errors, "pci-assignable-add", address.toString());
        if (!PciFunctions.read(host, errors).isKept(address)) {
            throw errors.hostFailure("xl ended with success, and the function is not with pciback");
        }
    }

    private static PciDevice require(PciFunctions all, PciAddress address, boolean hasIommu, ErrorFactory errors) {
        return all.devices(hasIommu).stream()
                .filter(device -> device.pciAddress().equals(address))
                .findFirst()
                .orElseThrow(() -> errors.notFound("dom0 sees no such PCI function"));
    }

    /** Xl itself takes a function with dom0's root disk on it, and dom0 is dead then. */
    private Optional<String> use(PciAddress address, ErrorFactory errors) {
        Command carried = XenTools.command(
                "find",
                "/sys/bus/pci/devices/" + address + "/",
                "-maxdepth",
                "12",
                "(",
                "-type",
                "d",
                "-name",
                "queue",
                "-print",
                ")",
                "-o",
                "(",
                "-path",
                "*/net/*/flags",
                "-exec",
                "grep",
                "-H",
                ".",
                "{}",
                "+",
                ")");
        return use(host.tools().output(errors, carried.timeout(host.patience())));
    }

    static Optional<String> use(String found) {
        Matcher disk = DISK.matcher(found);
        if (disk.find()) {
            return Optional.of("the disk " + disk.group(1));
        }
        Matcher network = INTERFACE.matcher(found);
        while (network.find()) {
            if ((Integer.parseInt(network.group(2), 16) & UP) != 0) {
                return Optional.of("the interface " + network.group(1) + ", which is up,");
            }
        }
        return Optional.empty();
    }

    @Override
    public Operation<PciAddress> giveBack(PciAddress address) {
        return change("give back", address, errors -> {
            Optional<PciDevice> returns = returning(address, errors);
            if (returns.isPresent()) {
                if (returns.get().assignability().state() == Assignability.State.BLOCKED) {
                    throw errors.remedy("take it from the guest first").wrongState("a guest has it");
                }
                giveBack(address, errors);
            }
            return address;
        });
    }

    /** The function that dom0 would get; empty if it has it. */
    Optional<PciDevice> returning(PciAddress address, ErrorFactory errors) {
        PciFunctions now = PciFunctions.read(host, errors);
        // An IOMMU does not matter for the way back.
        PciDevice device = require(now, address, true, errors);
        return now.isKept(address) ? Optional.of(device) : Optional.empty();
    }

    /** Xl knows the former driver of what xl took from it; what libvirt took has an override that binds it to pciback again. */
    void giveBack(PciAddress address, ErrorFactory errors) {
        host.tools().change(errors, "pci-assignable-remove", "-r", address.toString());
        if (PciFunctions.read(host, errors)
                .driver(address)
                .filter(driver -> !isPciBack(driver))
                .isPresent()) {
            return;
        }
        host.tools()
                .succeed(
                        errors,
                        XenTools.command("sh", "-c", PROBE, "probe", address.toString())
                                .timeout(XenTools.LONG));
        if (PciFunctions.read(host, errors).isKept(address)) {
            throw errors.hostFailure("xl ended with success, and the function is still with pciback");
        }
    }

    private static boolean isPciBack(String driver) {
        return driver.equals(PciFunctions.PCIBACK);
    }

    private Operation<PciAddress> change(
            String operation, PciAddress address, Function<ErrorFactory, PciAddress> work) {
        String subject = "PCI function " + address;
        return host.change(
                operation, subject, source -> work.apply(host.errors(operation).subject(subject)));
    }
}
