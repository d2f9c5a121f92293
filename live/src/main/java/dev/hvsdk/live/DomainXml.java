/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Descriptions of guests as libvirt takes them, written by hand: the tests' own, and not the SDK's. Not thread-safe: for one thread. */
public final class DomainXml {

    private final String name;
    private final List<String> devices = new ArrayList<>();
    private String os = "<type arch='x86_64' machine='pc'>hvm</type>";
    private String type;
    private int mebibytes = 16;

    private DomainXml(String type, String name) {
        this.type = type;
        this.name = name;
    }

    /** A guest of QEMU under TCG with a BIOS and nothing to boot: the quickest to start, and it runs until it is stopped. */
    public static DomainXml bare(String name) {
        return new DomainXml("qemu", name);
    }

    /** A guest that boots Linux under TCG, with its serial console in a file of that name. */
    public static DomainXml linux(String name, GuestImages images, Path console) {
        return linux(name, images.kernel(), images.initrd()).device(serialFile(console));
    }

    /** The same with the guest agent. */
    public static DomainXml agent(String name, GuestImages images, Path console) {
        return linux(name, images.kernel(), images.agentInitrd())
                .device(serialFile(console))
                .device("<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>");
    }

    /** The same with a pseudo terminal for a console, for {@code virDomainOpenConsole}. */
    public static DomainXml console(String name, GuestImages images) {
        return linux(name, images.kernel(), images.initrd())
                .device("<serial type='pty'/>")
                .device("<console type='pty'/>");
    }

    private static DomainXml linux(String name, Path kernel, Path initrd) {
        DomainXml xml = new DomainXml("qemu", name);
        xml.mebibytes = 128;
        xml.os = """
                <type arch='x86_64' machine='q35'>hvm</type><kernel>%s</kernel><initrd>%s</initrd>
                <cmdline>console=ttyS0 quiet no_timer_check mitigations=off</cmdline>""".formatted(kernel, initrd);
        return xml;
    }

    /** A guest that runs the boot sector. */
    public static DomainXml bootSector(String name, GuestImages images, Path console) {
        return bare(name)
                .device("<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='"
                        + images.bootSector() + "'/><target dev='hda' bus='ide'/><readonly/></disk>")
                .device(serialFile(console));
    }

    /** A container of libvirt's LXC driver. */
    public static DomainXml container(String name, Path root) {
        DomainXml xml = new DomainXml("lxc", name);
        xml.mebibytes = 64;
        xml.os = "<type arch='x86_64'>exe</type><init>/sbin/init</init>";
        return xml.device("<filesystem type='mount'><source dir='" + root + "'/><target dir='/'/></filesystem>")
                .device("<console type='pty'/>");
    }

    private static String serialFile(Path file) {
        return "<serial type='file'><source path='" + file + "'/></serial>";
    }

    /** With real acceleration in place of TCG. */
    public DomainXml kvm() {
        type = "kvm";
        return this;
    }

    /** With so much memory, in MiB. */
    public DomainXml memory(int size) {
        mebibytes = size;
        return this;
    }

    /** With one more device, as libvirt spells it. */
    public DomainXml device(String xml) {
        devices.add(xml);
        return this;
    }

    /** With a qcow2 disk on virtio. */
    public DomainXml disk(Path qcow2) {
        return device("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='" + qcow2
                + "'/><target dev='vda' bus='virtio'/></disk>");
    }

    /** With a network card on QEMU's own user network. */
    public DomainXml userNetwork() {
        return device("<interface type='user'><model type='virtio'/></interface>");
    }

    /** What libvirt takes. */
    @Override
    public String toString() {
        return """
                <domain type='%s'>
                <name>%s</name>
                <memory unit='MiB'>%d</memory>
                <os>%s</os>
                <features><acpi/></features>
                <devices>%s</devices>
                </domain>
                """.formatted(type, name, mebibytes, os, String.join("\n", devices));
    }
}
