/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a domain starts from: firmware and boot order, a kernel, or the first process of a container.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class OsXml extends LibvirtXml {
    private static final List<String> ORDER = List.of(
            "type",
            "firmware",
            "init",
            "initarg",
            "initenv",
            "initdir",
            "inituser",
            "initgroup",
            "loader",
            "nvram",
            "kernel",
            "initrd",
            "cmdline",
            "shim",
            "dtb",
            "root",
            "boot",
            "bootmenu",
            "bios",
            "smbios",
            "acpi");

    OsXml(XmlElement element) {
        super(element);
    }

    /** A system of this type: {@code hvm} for a machine, {@code xen} or {@code xenpvh} for Xen's own, {@code exe} for a container. */
    public static OsXml of(String type) {
        return new OsXml(XmlElement.of("os").withChild(XmlElement.of("type", type)));
    }

    /** Its type: {@code hvm}, {@code linux} or {@code xen}, {@code xenpvh}, {@code exe}. */
    public Optional<String> type() {
        return text("type").map(String::strip);
    }

    /** The architecture of the guest: {@code x86_64}. */
    public Optional<String> arch() {
        return attribute("type", "arch");
    }

    /** The machine: {@code pc-q35-7.2}. */
    public Optional<String> machine() {
        return attribute("type", "machine");
    }

    /** The firmware that libvirt is to find: {@code efi}, {@code bios}; empty where a loader is named or the default taken. */
    public Optional<String> firmware() {
        return attribute("firmware");
    }

    /** The file of the firmware on the host. */
    public Optional<String> loader() {
        return text("loader");
    }

    /** How the firmware is loaded: {@code rom}, {@code pflash}. */
    public Optional<String> loaderType() {
        return attribute("loader", "type");
    }

    /** Whether the firmware is asked to enforce Secure Boot. */
    public boolean secureBoot() {
        return Values.isYes(attribute("loader", "secure"));
    }

    /** The file of the host that keeps the variables of UEFI. */
    public Optional<String> nvram() {
        return text("nvram");
    }

    /** The file of the host that new variables of UEFI are copied from. */
    public Optional<String> nvramTemplate() {
        return attribute("nvram", "template");
    }

    /** Whether it is UEFI, as far as the definition tells. */
    public boolean uefi() {
        return firmware()
                .map("efi"::equals)
                .orElse(element().child("nvram").isPresent()
                        || loaderType().filter("pflash"::equals).isPresent());
    }

    /** The kinds of device to boot from, in order: {@code hd}, {@code cdrom}, {@code network}, {@code fd}. */
    public List<String> bootDevices() {
        return element().children("boot").stream()
                .flatMap(boot -> boot.attribute("dev").stream())
                .toList();
    }

    /** The kernel on the host. */
    public Optional<String> kernel() {
        return text("kernel");
    }

    /** The initial RAM disk on the host. */
    public Optional<String> initrd() {
        return text("initrd");
    }

    /** The command line of the kernel. */
    public Optional<String> commandLine() {
        return text("cmdline");
    }

    /** The first process of a container. */
    public Optional<String> init() {
        return text("init");
    }

    /** The arguments of the first process of a container. */
    public List<String> initArguments() {
        return element().children("initarg").stream().map(XmlElement::text).toList();
    }

    /** The same for an architecture of the guest. */
    public OsXml withArch(String arch) {
        return withTypeAttribute("arch", arch);
    }

    /** The same on a machine: {@code q35}, {@code pc}, {@code virt}, {@code xenfv}. */
    public OsXml withMachine(String machine) {
        return withTypeAttribute("machine", machine);
    }

    private OsXml withTypeAttribute(String name, String value) {
        XmlElement type = element().child("type").orElseGet(() -> XmlElement.of("type", "hvm"));
        return withElement(type.withAttribute(name, value));
    }

    /** The same with a firmware that libvirt is to find: {@code efi}, {@code bios}. */
    public OsXml withFirmware(String firmware) {
        return new OsXml(element().withAttribute("firmware", firmware));
    }

    /** The same with firmware in flash, from a file of the host that the guest only reads. */
    public OsXml withFlashLoader(String path) {
        return withElement(
                XmlElement.of("loader", path).withAttribute("readonly", "yes").withAttribute("type", "pflash"));
    }

    /** The same, booting from these kinds of device in this order; devices must then have no boot order of their own. */
    public OsXml withBootDevices(List<String> devices) {
        XmlElement changed = element().withoutChildren("boot");
        for (String device : devices) {
            changed = Ordering.insert(changed, XmlElement.of("boot").withAttribute("dev", device), ORDER);
        }
        return new OsXml(changed);
    }

    /** The same with a kernel of the host. */
    public OsXml withKernel(String path) {
        return withElement(XmlElement.of("kernel", path));
    }

    /** The same with an initial RAM disk of the host. */
    public OsXml withInitrd(String path) {
        return withElement(XmlElement.of("initrd", path));
    }

    /** The same with a command line for the kernel. */
    public OsXml withCommandLine(String commandLine) {
        return withElement(XmlElement.of("cmdline", commandLine));
    }

    /** The same with this first process of a container, in the place of the one before and its arguments. */
    public OsXml withInit(String path, List<String> arguments) {
        XmlElement changed = Ordering.put(element().withoutChildren("initarg"), XmlElement.of("init", path), ORDER);
        for (String argument : arguments) {
            changed = Ordering.insert(changed, XmlElement.of("initarg", argument), ORDER);
        }
        return new OsXml(changed);
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public OsXml withElement(XmlElement child) {
        return new OsXml(Ordering.put(element(), child, ORDER));
    }
}
