/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import dev.hvsdk.host.root.Fact;
import java.util.List;
import java.util.stream.Stream;

/** Whether the dom0 of Xen has what it takes to run guests. */
final class XenChecks {
    private static final String CAPABILITIES = "/sys/hypervisor/properties/capabilities";

    private XenChecks() {}

    static List<HostCheck> all() {
        return List.of(
                check("dom0", "the privileged system", XenChecks::dom0),
                check("hvm", "guests by the CPU's virtualization", XenChecks::hvm),
                check("interface", "the devices below /dev/xen", XenChecks::devices),
                check("xenstore", "XenStore", XenChecks::xenstore),
                check(
                        "toolstack",
                        "the command xl",
                        Places.program(
                                "xl",
                                Verdict.FAIL,
                                "install Xen's tools (xen-utils, xen-tools)",
                                "/usr/sbin/xl",
                                "/usr/bin/xl",
                                "/usr/local/sbin/xl")),
                check(
                        "netback",
                        "networks of guests",
                        Places.driver(
                                "guests have no network",
                                "modprobe xen-netback",
                                "/sys/module/xen_netback",
                                "/sys/bus/xen-backend/drivers/vif")),
                check(
                        "blkback",
                        "disks of guests",
                        Places.driver(
                                "QEMU has to serve the disks of guests",
                                "modprobe xen-blkback",
                                "/sys/module/xen_blkback",
                                "/sys/bus/xen-backend/drivers/vbd")),
                check("pciback", "devices for guests", XenChecks::pciback));
    }

    private static HostCheck check(String name, String title, Examination examination) {
        return new HostCheck(CheckGroup.XEN, name, title, examination);
    }

    private static Outcome dom0(Patient patient) {
        String version = Stream.of("major", "minor", "extra")
                .map(part -> patient.files().attribute("/sys/hypervisor/version/" + part))
                .flatMap(part -> part.value().stream())
                .reduce("", (text, part) -> text + (text.isEmpty() || part.startsWith(".") ? "" : ".") + part);
        return Outcome.pass("this is the dom0 of Xen" + (version.isEmpty() ? "" : " " + version));
    }

    /** Such as {@code xen-3.0-x86_64 hvm-3.0-x86_32 hvm-3.0-x86_64}: xen/arch/x86/setup.c, arch_get_xen_caps. */
    private static Outcome hvm(Patient patient) {
        Fact<String> capabilities = patient.files().attribute(CAPABILITIES);
        return capabilities
                .value()
                .map(
                        list -> list.contains("hvm-")
                                ? Outcome.pass("HVM and PVH guests: " + list)
                                : Outcome.warn(
                                        "PV guests only: " + list,
                                        "enable VT-x or AMD-V in the firmware setup; in a guest, have nested virtualization switched on"))
                .orElseGet(() -> Outcome.unknown(CAPABILITIES + " cannot be read", "ask Xen: xl info, xen_caps"));
    }

    private static Outcome devices(Patient patient) {
        if (!patient.wasAsked()) {
            return Outcome.notCaptured("/dev/xen");
        }
        List<String> missing = Stream.of("privcmd", "evtchn", "gntdev", "gntalloc")
                .filter(name -> !patient.files().exists("/dev/xen/" + name))
                .toList();
        return missing.isEmpty()
                ? Outcome.pass("all are there")
                : Outcome.fail(
                        "not there: " + String.join(", ", missing),
                        "modprobe xen-privcmd xen-evtchn xen-gntdev xen-gntalloc");
    }

    private static Outcome xenstore(Patient patient) {
        if (patient.existsAny("/dev/xen/xenbus", "/run/xenstored/socket", "/var/run/xenstored/socket")) {
            return Outcome.pass("it can be reached");
        }
        return patient.wasAsked()
                ? Outcome.fail(
                        "neither its socket nor /dev/xen/xenbus is there",
                        "start xenstored (xencommons, xenstored.service)")
                : Outcome.notCaptured("/dev/xen/xenbus");
    }

    private static Outcome pciback(Patient patient) {
        if (patient.existsAny("/sys/module/xen_pciback", "/sys/bus/pci/drivers/pciback")) {
            return Outcome.pass("xen-pciback is there");
        }
        return patient.withoutSysfs()
                .orElseGet(() -> patient.wasAsked()
                        ? new Outcome(
                                Verdict.NOTE,
                                "xen-pciback is not loaded, without which no device is passed through",
                                "modprobe xen-pciback")
                        : Outcome.notCaptured("/sys/bus/pci/drivers/pciback"));
    }
}
