/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The definition of a domain: what the SDK speaks of is typed, everything else is preserved.
 *
 * <pre>{@code
 * DomainXml changed = DomainXml.parse(xml).withMemory(MemorySize.ofGibibytes(4)).withDevice(DiskXml.file(path).withTarget("vdb", "virtio"));
 * }</pre>
 *
 * <p>An edit gives a new definition; elements, attributes, namespaces and comments that it does not concern stay as they were.
 * Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DomainXml extends LibvirtXml {
    /** As virDomainDefFormat (domain_conf.c) writes it. */
    private static final List<String> ORDER = List.of(
            "name",
            "uuid",
            "genid",
            "title",
            "description",
            "metadata",
            "maxMemory",
            "memory",
            "currentMemory",
            "blkiotune",
            "memtune",
            "memoryBacking",
            "vcpu",
            "vcpus",
            "iothreads",
            "iothreadids",
            "cputune",
            "numatune",
            "resource",
            "sysinfo",
            "bootloader",
            "bootloader_args",
            "os",
            "idmap",
            "features",
            "cpu",
            "clock",
            "on_poweroff",
            "on_reboot",
            "on_crash",
            "on_lockfailure",
            "pm",
            "perf",
            "devices",
            "seclabel",
            "keywrap",
            "launchSecurity");

    private DomainXml(XmlDocument document) {
        super(document);
    }

    DomainXml(XmlElement element) {
        super(element);
    }

    /**
     * Reads a definition, as libvirt gives it.
     *
     * @throws MalformedXmlException if the text is no XML, has a DTD, or its root is no {@code domain}
     */
    public static DomainXml parse(String xml) {
        return new DomainXml(XmlDocument.parse(xml, "domain"));
    }

    /**
     * A new definition with nothing but a name.
     *
     * @param type the kind of domain: {@code kvm}, {@code qemu}, {@code xen}, {@code lxc}, {@code test}
     * @throws IllegalArgumentException if XML cannot hold the name
     */
    public static DomainXml create(String type, String name) {
        return new DomainXml(
                XmlElement.of("domain").withAttribute("type", type).withChild(XmlElement.of("name", name)));
    }

    /** The kind of domain: {@code kvm}, {@code qemu}, {@code xen}, {@code lxc}, {@code test}. */
    public Optional<String> type() {
        return attribute("type");
    }

    /** The number under which it runs; empty in the definition of a domain that does not run. */
    public OptionalInt id() {
        return Values.integer(attribute("id"));
    }

    /** The name. */
    public Optional<String> name() {
        return text("name");
    }

    /** The UUID; empty before libvirt has given one. */
    public Optional<String> uuid() {
        return text("uuid").map(String::strip);
    }

    /** A line about it. */
    public Optional<String> title() {
        return text("title");
    }

    /** What somebody wrote about it. */
    public Optional<String> description() {
        return text("description");
    }

    /** The memory that it has at boot and that its balloon cannot exceed. */
    public Optional<MemorySize> memory() {
        return Values.memory(element().child("memory"));
    }

    /** The memory that its balloon leaves it; that at boot unless the definition says otherwise. */
    public Optional<MemorySize> currentMemory() {
        return Values.memory(element().child("currentMemory")).or(this::memory);
    }

    /** The memory up to which modules can be plugged in; empty if none can. */
    public Optional<MemorySize> maxMemory() {
        return Values.memory(element().child("maxMemory"));
    }

    /** The number of virtual CPUs that are plugged in. */
    public OptionalInt vcpus() {
        OptionalInt current = number("vcpu", "current");
        return current.isPresent() ? current : maxVcpus();
    }

    /** The number of virtual CPUs up to which more can be plugged in. */
    public OptionalInt maxVcpus() {
        return Values.integer(text("vcpu"));
    }

    /** What it starts from. */
    public Optional<OsXml> os() {
        return element().child("os").map(OsXml::new);
    }

    /** The program that loads the kernel of a paravirtual Xen domain: {@code /usr/bin/pygrub}. */
    public Optional<String> bootloader() {
        return text("bootloader");
    }

    /** The CPU that it asks for; empty for the hypervisor's default. */
    public Optional<CpuXml> cpu() {
        return element().child("cpu").map(CpuXml::new);
    }

    /** The names of the features that are mentioned, on or off: {@code acpi}, {@code apic}, {@code hyperv}. */
    public List<String> features() {
        return element().child("features").stream()
                .flatMap(features -> features.children().stream())
                .map(XmlElement::name)
                .toList();
    }

    /** What happens when the guest powers off: {@code destroy}, {@code restart}, {@code preserve}. */
    public Optional<String> onPoweroff() {
        return text("on_poweroff");
    }

    /** What happens when the guest reboots. */
    public Optional<String> onReboot() {
        return text("on_reboot");
    }

    /** What happens when the guest crashes. */
    public Optional<String> onCrash() {
        return text("on_crash");
    }

    /** The program of the host that runs it. */
    public Optional<String> emulator() {
        return element()
                .child("devices")
                .flatMap(devices -> devices.child("emulator"))
                .map(XmlElement::text);
    }

    /** All devices, in order. */
    public List<DomainDevice> devices() {
        return elements().map(DomainDevice::of).toList();
    }

    private Stream<XmlElement> elements() {
        return element().child("devices").stream()
                .flatMap(devices -> devices.children().stream())
                .filter(device -> !device.is("emulator"));
    }

    /** The devices of one type, in order. */
    public <D extends DomainDevice> List<D> devices(Class<D> type) {
        return elements()
                .map(DomainDevice::of)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The disks, CD-ROMs and floppies, in order. */
    public List<DiskXml> disks() {
        return devices(DiskXml.class);
    }

    /** The disk with this target, such as {@code vda}. */
    public Optional<DiskXml> findDisk(String target) {
        return disks().stream()
                .filter(disk -> disk.target().filter(target::equals).isPresent())
                .findFirst();
    }

    /** The network interfaces, in order. */
    public List<InterfaceXml> interfaces() {
        return devices(InterfaceXml.class);
    }

    /** The devices of the host that it is given, in order. */
    public List<HostdevXml> hostdevs() {
        return devices(HostdevXml.class);
    }

    /** What applications have left in it under a namespace of theirs. */
    public Optional<XmlElement> metadata(String namespace) {
        return element().child("metadata").stream()
                .flatMap(metadata -> metadata.children().stream())
                .filter(entry -> entry.namespace().equals(namespace))
                .findFirst();
    }

    /** The same of another kind. */
    public DomainXml withType(String type) {
        return with(element().withAttribute("type", type));
    }

    /** The same with another name; throws {@link IllegalArgumentException} if XML cannot hold it. */
    public DomainXml withName(String name) {
        return withElement(XmlElement.of("name", name));
    }

    /** The same with another UUID. */
    public DomainXml withUuid(String uuid) {
        return withElement(XmlElement.of("uuid", uuid));
    }

    /** The same without a UUID, so that libvirt gives a new one. */
    public DomainXml withoutUuid() {
        return with(element().withoutChildren("uuid"));
    }

    /** The same with a title, which cannot have several lines in libvirt. */
    public DomainXml withTitle(String title) {
        return withElement(XmlElement.of("title", title));
    }

    /** The same with a description. */
    public DomainXml withDescription(String description) {
        return withElement(XmlElement.of("description", description));
    }

    /** The same with this memory at boot, in KiB rounded up, all of it for the guest. */
    public DomainXml withMemory(MemorySize memory) {
        DomainXml changed = withElement(Values.inKibibytes("memory", memory));
        return element().child("currentMemory").isPresent() ? changed.withCurrentMemory(memory) : changed;
    }

    /** The same with a balloon that leaves the guest this memory, in KiB rounded up. */
    public DomainXml withCurrentMemory(MemorySize memory) {
        return withElement(Values.inKibibytes("currentMemory", memory));
    }

    /** The same with this many virtual CPUs and no more to plug in. */
    public DomainXml withVcpus(int vcpus) {
        return withVcpus(vcpus, vcpus);
    }

    /**
     * The same with this many virtual CPUs and a maximum up to which more can be plugged in.
     *
     * <p>What is said of single CPUs ({@code vcpus}) goes, since it would contradict; a topology stays, and libvirt refuses one
     * that does not make up the maximum.
     *
     * @throws IllegalArgumentException if the number is below 1 or above the maximum
     */
    public DomainXml withVcpus(int vcpus, int maximum) {
        if (vcpus < 1 || vcpus > maximum) {
            throw new IllegalArgumentException("not between 1 and " + maximum + " virtual CPUs: " + vcpus);
        }
        XmlElement plain = element().child("vcpu").orElseGet(() -> XmlElement.of("vcpu"));
        XmlElement vcpu = plain.withoutAttribute("current").withText(Integer.toString(maximum));
        XmlElement changed = vcpus == maximum ? vcpu : vcpu.withAttribute("current", Integer.toString(vcpus));
        return with(Ordering.put(element().withoutChildren("vcpus"), changed, ORDER));
    }

    /** The same starting from something else. */
    public DomainXml withOs(OsXml os) {
        return withElement(os.element());
    }

    /** The same with another CPU. */
    public DomainXml withCpu(CpuXml cpu) {
        return withElement(cpu.element());
    }

    /** The same with a feature that has no parameters switched on: {@code acpi}, {@code apic}. */
    public DomainXml withFeature(String name) {
        XmlElement features = element().child("features").orElseGet(() -> XmlElement.of("features"));
        return withElement(features.withOnly(XmlElement.of(name)));
    }

    /** The same run by this program of the host. */
    public DomainXml withEmulator(String path) {
        return withElement(withEmulatorFirst(XmlElement.of("emulator", path)));
    }

    private XmlElement withEmulatorFirst(XmlElement emulator) {
        XmlElement devices = devicesElement();
        List<XmlElement> present = devices.children();
        return present.isEmpty() || devices.child("emulator").isPresent()
                ? devices.withOnly(emulator)
                : devices.withInserted(emulator, present.get(0));
    }

    /** The same with a device more. */
    public DomainXml withDevice(DomainDevice device) {
        return withElement(devicesElement().withChild(device.element()));
    }

    /** The same with one device in the place of another; throws {@link IllegalArgumentException} if that is not there. */
    public DomainXml withReplaced(DomainDevice present, DomainDevice replacement) {
        return withElement(devicesElement().withReplaced(own(present), replacement.element()));
    }

    /** The same without a device; throws {@link IllegalArgumentException} if it is not there. */
    public DomainXml withoutDevice(DomainDevice device) {
        return withElement(devicesElement().without(own(device)));
    }

    private XmlElement own(DomainDevice device) {
        return elements()
                .filter(element -> element.equals(device.element()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the domain has no such device: " + device));
    }

    private XmlElement devicesElement() {
        return element().child("devices").orElseGet(() -> XmlElement.of("devices"));
    }

    /** The same with something of an application under its namespace, in the place of what it had left there. */
    public DomainXml withMetadata(XmlElement entry) {
        XmlElement metadata = element().child("metadata").orElseGet(() -> XmlElement.of("metadata"));
        return withElement(metadata.withOnly(entry));
    }

    /** The same with another child element in the place of the first of its name, for what is not modelled. */
    public DomainXml withElement(XmlElement child) {
        return with(
                child.namespace().isEmpty()
                        ? Ordering.put(element(), child, ORDER)
                        : element().withOnly(child));
    }

    /** The same without what nobody may see, for people, logs and files; see {@link XmlElement#redacted()}. */
    public DomainXml redacted() {
        return with(element().redacted());
    }

    /**
     * The same with the secrets of another definition of this domain, where it has the device and does not mention the secret.
     *
     * <p>For a definition that somebody edited as it was shown, which is {@link #redacted()}.
     */
    public DomainXml withSecretsOf(DomainXml complete) {
        return with(Secrets.restored(element(), complete.element()));
    }

    private DomainXml with(XmlElement root) {
        return new DomainXml(document().withRoot(root));
    }

    /** Such as {@code domain web}. */
    @Override
    public String toString() {
        return "domain" + name().map(known -> " " + known).orElse("");
    }
}
