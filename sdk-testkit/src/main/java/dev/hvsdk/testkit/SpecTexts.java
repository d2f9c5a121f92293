/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.machine.PassthroughDevice;

/** Specifications in the languages in which the families' hosts are told what to make; the host's own choices are left out. */
final class SpecTexts {
    private SpecTexts() {}

    static String domainXml(GuestSpec spec, GuestSize size) {
        StringBuilder xml = new StringBuilder("<domain>\n");
        xml.append("  <name>" + DomainXml.escaped(spec.name()) + "</name>\n");
        xml.append(DomainXml.memory("memory", size.memory()));
        if (size.vcpus() != null) {
            xml.append("  <vcpu>" + size.vcpus() + "</vcpu>\n");
        }
        xml.append("  <os>\n" + DomainXml.type(FakeSpecOptions.machine(spec)));
        appendBoot(xml, spec.boot().orElseGet(BootSource::disk));
        xml.append("  </os>\n  <devices>\n");
        spec.disks().forEach(disk -> xml.append(disk(disk)));
        spec.nics().forEach(nic -> xml.append(nic(nic)));
        spec.devices().forEach(device -> xml.append(DomainXml.hostDevice(device)));
        return xml.append("  </devices>\n</domain>\n").toString();
    }

    private static void appendBoot(StringBuilder xml, BootSource boot) {
        if (boot instanceof BootSource.Kernel kernel) {
            xml.append(element("kernel", kernel.path()));
            kernel.initrd().ifPresent(path -> xml.append(element("initrd", path)));
            xml.append(element("cmdline", kernel.commandLine()));
        } else {
            xml.append("    <boot dev='" + (boot instanceof BootSource.Cdrom ? "cdrom" : "hd") + "'/>\n");
        }
    }

    private static String element(String name, String text) {
        return "    <" + name + ">" + DomainXml.escaped(text) + "</" + name + ">\n";
    }

    private static String disk(DiskSpec disk) {
        return "    <disk type='file' device='disk'>\n      <source file='" + DomainXml.escaped(disk.source()) + "'/>\n"
                + (disk.readOnly() ? "      <readonly/>\n" : "") + "    </disk>\n";
    }

    private static String nic(NicSpec nic) {
        String mac = nic.mac()
                .map(address -> "      <mac address='" + address + "'/>\n")
                .orElse("");
        return "    <interface type='network'>\n" + mac + "      <source network='" + DomainXml.escaped(nic.network())
                + "'/>\n    </interface>\n";
    }

    static String vmx(GuestSpec spec, GuestSize size) {
        StringBuilder vmx = new StringBuilder();
        Vmx.line(vmx, "displayName", spec.name());
        if (size.vcpus() != null) {
            Vmx.line(vmx, "numvcpus", String.valueOf(size.vcpus()));
        }
        if (size.memory() != null) {
            Vmx.line(vmx, "memSize", String.valueOf(Vmx.mebibytes(size.memory())));
        }
        for (int number = 0; number < spec.disks().size(); number++) {
            Vmx.line(
                    vmx,
                    "scsi0:" + number + ".fileName",
                    spec.disks().get(number).source());
        }
        for (int number = 0; number < spec.nics().size(); number++) {
            Vmx.line(
                    vmx,
                    "ethernet" + number + ".networkName",
                    spec.nics().get(number).network());
        }
        for (int number = 0; number < spec.devices().size(); number++) {
            Vmx.line(
                    vmx,
                    "pciPassthru" + number + ".id",
                    spec.devices().get(number).address());
        }
        return vmx.toString();
    }

    /** The body of Docker's request; the name, which stands in its URI, beside it. */
    static String createJson(GuestSpec spec, GuestSize size) {
        ObjectNode json = Json.object().put("name", spec.name());
        if (spec.boot().orElse(null) instanceof BootSource.Image image) {
            json.put("Image", image.reference());
            Json.putTexts(json, "Cmd", image.command());
        }
        ObjectNode host = InspectJson.hostConfig(size);
        Json.putTexts(
                host,
                "Devices",
                spec.devices().stream().map(PassthroughDevice::address).toList());
        json.set("HostConfig", host);
        return Json.text(json);
    }
}
