/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.signal.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the firmware's device tree says; ARM, POWER, RISC-V and SPARC have one. */
final class DeviceTreeSignals {
    /** Beside KVM's own monitors also QEMU writes this; it gives itself away by its configuration device. */
    private static final String DUMMY = "linux,dummy-virt";

    private final Scene scene;
    private final String tree;

    DeviceTreeSignals(Scene scene) {
        this.scene = scene;
        this.tree = scene.deviceTree();
    }

    /** What the tree claims about the hypervisor. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        if (!scene.exists(tree)) {
            return claims;
        }
        hypervisor().ifPresent(claims::add);
        qemu().or(this::dummy).ifPresent(claims::add);
        model().ifPresent(claims::add);
        return claims;
    }

    /** The board's name, as good as a product's in the DMI tables: "Parallels ARM Virtual Machine". */
    private Optional<Claim> model() {
        String path = tree + "/model";
        return scene.property(path)
                .flatMap(value -> DmiNames.find(value)
                        .map(name -> name.claim(Evidence.ofFirmware(path, Lines.printable(value)))));
    }

    /** The board that the tree is of. */
    Optional<Evidence> board() {
        String path = tree + "/compatible";
        return scene.property(path).map(name -> Evidence.ofFirmware(path, Lines.printable(name)));
    }

    /** The name in the node {@code hypervisor} (Documentation/devicetree/bindings; epapr 1.1 section 7.5). */
    private Optional<Claim> hypervisor() {
        String path = tree + "/hypervisor/compatible";
        return scene.property(path).map(name -> hypervisor(name, Evidence.ofFirmware(path, Lines.printable(name))));
    }

    private static Claim hypervisor(String name, Evidence evidence) {
        if (name.startsWith("linux,kvm")) {
            return Claim.of(Technology.KVM, Weight.INTERFACE, evidence);
        }
        if (name.startsWith("vmware")) {
            return Claim.of(Technology.VMWARE, Weight.OWN, evidence);
        }
        boolean xen = name.startsWith("xen,");
        return xen
                ? Claim.of(Technology.XEN, Weight.OWN, evidence)
                : Claim.of(Technology.VM_OTHER, Weight.PRESENCE, evidence);
    }

    private Optional<Claim> qemu() {
        return qemuNode().or(this::qemuRoot).map(evidence -> Claim.of(Technology.QEMU, Weight.MONITOR, evidence));
    }

    /** QEMU hw/nvram/fw_cfg.c, a device for its firmware. */
    private Optional<Evidence> qemuNode() {
        return scene.list(tree).stream()
                .filter(name -> name.startsWith("fw-cfg"))
                .findFirst()
                .map(name -> Evidence.ofFirmware(tree + "/" + name, "QEMU's configuration device"));
    }

    /** {@code riscv-virtio,qemu} (QEMU hw/riscv/virt.c) and {@code qemu,pseries} (hw/ppc/spapr.c). */
    private Optional<Evidence> qemuRoot() {
        return scene.property(tree + "/compatible")
                .filter(name -> name.startsWith("qemu,") || name.endsWith(",qemu"))
                .map(name -> Evidence.ofFirmware(tree + "/compatible", Lines.printable(name)));
    }

    private Optional<Claim> dummy() {
        return scene.property(tree + "/compatible")
                .filter(DUMMY::equals)
                .map(name -> Claim.of(Technology.KVM, Weight.MONITOR, Evidence.ofFirmware(tree + "/compatible", name))
                        .withVariant(monitorOfDummy()));
    }

    /** Firecracker src/vmm/src/arch/aarch64/fdt.rs has a generation counter; kvmtool has none. */
    private String monitorOfDummy() {
        return scene.exists(tree + "/vmgenid") ? Technology.FIRECRACKER.id() : Technology.LKVM.id();
    }
}
