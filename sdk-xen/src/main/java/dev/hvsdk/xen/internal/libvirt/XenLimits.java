/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.util.Optional;

/** Refuses what a kind of guest, or libvirt's driver, cannot do, before anything is made. Immutable. */
record XenLimits(GuestSpec spec, XenOptions options, XenGuestKind kind, ErrorFactory errors) {
    void refuseWhatThereIsNot() {
        if (options.stubDomain()) {
            throw errors.remedy("define it with xen+xl:// instead")
                    .unsupported(Support.Reason.NOT_IMPLEMENTED, "libvirt starts no stub domains");
        }
        refuseTooSmallMaximum();
        if (kind == XenGuestKind.HVM) {
            refuseForMachines();
        } else {
            refuseForKernels();
        }
    }

    private void refuseTooSmallMaximum() {
        Optional<MemorySize> memory = spec.memory();
        boolean isTooSmall = memory.isPresent()
                && options.maxMemory()
                        .filter(most -> most.compareTo(memory.get()) < 0)
                        .isPresent();
        if (isTooSmall
                || options.maxVcpus().orElse(Integer.MAX_VALUE) < spec.vcpus().orElse(1)) {
            throw noSuch("it would start with more than it may have");
        }
    }

    private void refuseForMachines() {
        if (options.bootloader().isPresent()) {
            throw noSuch("a guest of the kind hvm has firmware, and no bootloader of dom0");
        }
        spec.disks().stream()
                .filter(DiskSpec::readOnly)
                .filter(this::isOnIde)
                .findFirst()
                .ifPresent(disk -> {
                    throw errors.remedy("let it be written, or put it on the bus scsi")
                            .unsupported(
                                    Support.Reason.NO_SUCH_CONCEPT,
                                    "the QEMU of an hvm guest has no read-only disks on IDE: " + disk.source());
                });
    }

    /** Xen's own disks are emulated on IDE as well, to be booted from. */
    private boolean isOnIde(DiskSpec disk) {
        return !disk.bus().orElse("xen").equals("scsi");
    }

    private void refuseForKernels() {
        BootSource boot = spec.boot().orElseGet(BootSource::disk);
        boolean hasUefi = boot instanceof BootSource.Disk disk && disk.uefi();
        if (hasUefi || boot instanceof BootSource.Cdrom) {
            throw errors.remedy("make it of the kind hvm")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT, "a guest of the kind " + kind.id() + " has no firmware");
        }
        if (options.deviceModel().isPresent()) {
            throw noSuch("a guest of the kind " + kind.id() + " has no emulated devices");
        }
        if (!options.hardwareAssistedPaging() && kind == XenGuestKind.PV) {
            throw noSuch("a guest of the kind pv has its addresses translated by nobody");
        }
        if (kind == XenGuestKind.PVH) {
            refuseForPvh();
        }
    }

    private void refuseForPvh() {
        if (!spec.devices().isEmpty()) {
            throw errors.remedy("make it of the kind pv or hvm")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "Xen passes no devices to guests of the kind pvh");
        }
        if (options.vnc()) {
            throw errors.remedy("make it of the kind pv or hvm")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a guest of the kind pvh has no screen");
        }
    }

    private HypervisorException noSuch(String what) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }
}
