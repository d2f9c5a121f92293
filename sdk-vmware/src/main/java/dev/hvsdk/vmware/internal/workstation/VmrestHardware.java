/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmrest.VmrestNic;
import dev.hvsdk.vmware.internal.vmx.VmxDisk;
import dev.hvsdk.vmware.internal.vmx.VmxNic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The network interfaces of vmrest, and the disks that are in the machine's file. Immutable. */
final class VmrestHardware implements VirtualHardware {
    private static final String ATTACH_NIC = "attach interface";
    private static final String DETACH_NIC = "detach interface";

    private final VmrunDriver driver;
    private final Library library;
    private final GuestContext guest;

    private VmrestHardware(VmrunDriver driver, Library library, GuestContext guest) {
        this.driver = driver;
        this.library = library;
        this.guest = guest;
    }

    static Support<VirtualHardware> of(VmrunDriver driver, Library library, GuestContext guest) {
        ErrorFactory about = guest.errors("look for hardware");
        return library.find(Machines.canonical(Machine.path(guest.id(), about)), about)
                        .isPresent()
                ? Support.available(new VmrestHardware(driver, library, guest))
                : Support.unavailable(
                        Support.Reason.HOST_MISCONFIGURED,
                        "vmrest works on machines of the product's library, and this one is not in it",
                        "open it once in the product's window");
    }

    @Override
    public List<GuestDisk> disks() {
        Machine machine = machine(guest.errors("list disks"));
        return machine.content().disks().stream()
                .map(disk -> reading(disk, machine.file()))
                .toList();
    }

    /** What is behind it is written relative to the file. */
    private static GuestDisk reading(VmxDisk disk, Path file) {
        GuestDisk.Builder reading = GuestDisk.builder(disk.target())
                .bus(disk.bus())
                .readOnly(disk.readOnly())
                .removable(disk.kind() != VmxDisk.Kind.DISK);
        disk.findFileName().map(name -> file.resolveSibling(name).toString()).ifPresent(reading::source);
        return reading.build();
    }

    /** One without an address, such as before its first start, cannot be named by it, and is left out. */
    @Override
    public List<GuestNic> nics() {
        ErrorFactory about = guest.errors("list interfaces");
        List<VmxNic> written = machine(about).content().nics();
        return library.vmrest().nics(id(about), about).stream()
                .flatMap(nic -> reading(nic, written).stream())
                .toList();
    }

    /** The adapter stands in the file alone. */
    private static Optional<GuestNic> reading(VmrestNic nic, List<VmxNic> written) {
        return nic.mac().map(mac -> {
            GuestNic.Builder reading = GuestNic.builder(mac).network(nic.network());
            written.stream()
                    .filter(other -> other.findMac().filter(mac::equals).isPresent())
                    .flatMap(other -> other.findModel().stream())
                    .findFirst()
                    .ifPresent(reading::model);
            return reading.build();
        });
    }

    private Machine machine(ErrorFactory about) {
        return driver.machine(guest.id(), about);
    }

    private String id(ErrorFactory about) {
        return library.find(machine(about).file(), about)
                .orElseThrow(() -> about.notFound("the machine is not in the product's library any more"));
    }

    @Override
    public Operation<GuestDisk> attachDisk(DiskSpec spec) {
        return guest.change("attach disk", source -> {
            throw noDisks(guest.errors("attach disk"));
        });
    }

    @Override
    public Operation<GuestDisk> detachDisk(String target) {
        return guest.change("detach disk", source -> {
            ErrorFactory about = guest.errors("detach disk");
            if (disks().stream().noneMatch(disk -> disk.target().equals(target))) {
                throw about.notFound("it has no disk " + target);
            }
            throw noDisks(about);
        });
    }

    private static HypervisorException noDisks(ErrorFactory about) {
        return about.remedy("stop it, and replace its NativeDefinition")
                .unsupported(Support.Reason.NO_SUCH_CONCEPT, "vmrest gives no disks and takes none away");
    }

    @Override
    public Operation<GuestNic> attachNic(NicSpec spec) {
        return guest.change(ATTACH_NIC, source -> {
            String address = NicAttachment.address(spec);
            driver.alone(
                    ATTACH_NIC,
                    guest.id(),
                    about -> new NicAttachment(library.vmrest(), id(about), () -> machine(about), about)
                            .attach(spec, address));
            return find(address)
                    .orElseThrow(() -> guest.errors(ATTACH_NIC)
                            .hostFailure("vmrest has added an interface, and does not list it"));
        });
    }

    private Optional<GuestNic> find(String mac) {
        return nics().stream().filter(nic -> nic.mac().equalsIgnoreCase(mac)).findFirst();
    }

    @Override
    public Operation<GuestNic> detachNic(String mac) {
        return guest.change(DETACH_NIC, source -> {
            GuestNic found =
                    find(mac).orElseThrow(() -> guest.errors(DETACH_NIC).notFound("it has no interface " + mac));
            driver.alone(DETACH_NIC, guest.id(), about -> remove(found.mac(), about));
            return found;
        });
    }

    /** By the number that it has at this moment. */
    private void remove(String mac, ErrorFactory about) {
        String id = id(about);
        VmrestNic nic = library.vmrest().nics(id, about).stream()
                .filter(one -> one.mac().filter(mac::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> about.notFound("it has no interface " + mac + " any more"));
        library.vmrest().removeNic(id, nic.index(), about);
    }
}
