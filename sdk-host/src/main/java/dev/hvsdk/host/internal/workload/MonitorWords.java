/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Technology;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Monitors of virtual machines by their command lines, as their manuals tell them. */
final class MonitorWords {
    private static final List<String> QEMU_TOOLS =
            List.of("img", "nbd", "ga", "io", "storage", "pr", "edid", "bridge", "keymap");

    private MonitorWords() {}

    static Optional<Guest> recognize(ProcessWords process) {
        String program = process.program();
        if (program.startsWith("qemu-system-") || program.equals("qemu-kvm") || program.equals("kvm")) {
            return Optional.of(qemu(process));
        }
        return switch (program) {
            case "bochs", "bochs-bin" -> Optional.of(Guest.of(Technology.BOCHS));
            case "VBoxHeadless", "VirtualBoxVM" -> Optional.of(virtualBox(process));
            case "vmware-vmx", "vmware-vmx-debug" -> Optional.of(vmware(process));
            case "firecracker" -> Optional.of(firecracker(process));
            case "cloud-hypervisor" -> Optional.of(cloudHypervisor(process));
            case "crosvm" -> crosvm(process);
            case "lkvm", "kvmtool" -> Optional.of(Guest.of(Technology.LKVM).named(process.option("--name", "-n")));
            case "bhyve" -> Optional.of(Guest.of(Technology.BHYVE).named(process.last()));
            case "xl" -> xl(process);
            default -> uml(process);
        };
    }

    /** A program of QEMU's that runs one program of another architecture, such as {@code qemu-aarch64-static}. */
    static boolean isQemuUser(String program) {
        return program.startsWith("qemu-")
                && !program.startsWith("qemu-system-")
                && !program.equals("qemu-kvm")
                && QEMU_TOOLS.stream().noneMatch(tool -> program.startsWith("qemu-" + tool));
    }

    /** qemu(1): {@code -name guest=NAME,debug-threads=on} or {@code -name NAME}; an accelerator by one of three options. */
    private static Guest qemu(ProcessWords process) {
        QemuOptions options = new QemuOptions(process.words());
        return Guest.of(accelerator(process.program(), options))
                .named(options.firstProperty("guest", "name"))
                .managedBy(qemuManager(process));
    }

    /** Of several accelerators QEMU takes the first that is there. */
    private static Technology accelerator(String program, QemuOptions options) {
        if (options.has("xen-domid") || options.has("xen-attach")) {
            return Technology.XEN;
        }
        String accelerator = options.first("accel")
                .flatMap(value -> QemuOptions.of(value, "accel", "accel"))
                .or(() -> options.property("accel", "machine", "M"))
                .orElse("");
        boolean kvm = options.has("enable-kvm") || accelerator.startsWith("kvm") || program.endsWith("kvm");
        return kvm ? Technology.KVM : Technology.QEMU;
    }

    /** Who keeps its files where: libvirt names the domain's directory, Proxmox its own one, libxl the domain's number. */
    private static @Nullable String qemuManager(ProcessWords process) {
        if (process.mentions("/libvirt/qemu/")) {
            return "libvirt";
        }
        if (process.mentions("/var/run/qemu-server/")) {
            return "proxmox";
        }
        if (process.mentions("/run/vc/vm/")) {
            return "kata";
        }
        return process.has("-xen-domid") ? "libxl" : null;
    }

    /** {@code VBoxHeadless --comment NAME --startvm UUID}, as VBoxSVC starts it. */
    private static Guest virtualBox(ProcessWords process) {
        Optional<String> name =
                process.option("--comment", "-comment").or(() -> process.option("--startvm", "-startvm", "-s"));
        return Guest.of(Technology.VIRTUALBOX).named(name);
    }

    /** Its last word is the guest's file. */
    private static Guest vmware(ProcessWords process) {
        Optional<String> file =
                process.last().filter(word -> word.endsWith(".vmx")).map(ProcessWords::base);
        return Guest.of(Technology.VMWARE).named(file.map(name -> name.substring(0, name.length() - ".vmx".length())));
    }

    private static Guest firecracker(ProcessWords process) {
        boolean kata = process.mentions("/run/vc/");
        return Guest.of(Technology.FIRECRACKER).named(process.option("--id")).managedBy(kata ? "kata" : null);
    }

    /** It knows no names; Kata's directory is named after its container. */
    private static Guest cloudHypervisor(ProcessWords process) {
        Optional<String> sandbox = process.option("--api-socket")
                .map(socket -> socket.startsWith("path=") ? socket.substring("path=".length()) : socket)
                .filter(socket -> socket.startsWith("/run/vc/vm/"))
                .map(socket -> socket.split("/", 6))
                .filter(parts -> parts.length > 4)
                .map(parts -> parts[4]);
        return Guest.of(Technology.CLOUD_HYPERVISOR).named(sandbox).managedBy(sandbox.isPresent() ? "kata" : null);
    }

    private static Optional<Guest> crosvm(ProcessWords process) {
        Technology crosvm = Technology.of("crosvm", Approach.FULL);
        return process.has("run") ? Optional.of(Guest.of(crosvm).named(process.option("--name"))) : Optional.empty();
    }

    /** {@code xl create FILE} stays as long as the guest does, to see it end. */
    private static Optional<Guest> xl(ProcessWords process) {
        boolean watches = process.has("create") || process.has("restore") || process.has("migrate-receive");
        return watches ? Optional.of(Guest.of(Technology.XEN).managedBy("xl")) : Optional.empty();
    }

    /** A kernel as a process: its disks and its name are words of its command line (Documentation/virt/uml). */
    private static Optional<Guest> uml(ProcessWords process) {
        boolean kernel =
                process.words().stream().skip(1).anyMatch(word -> word.startsWith("ubd0=") || word.startsWith("umid="));
        return kernel ? Optional.of(Guest.of(Technology.UML).named(process.option("umid"))) : Optional.empty();
    }
}
