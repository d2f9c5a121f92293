/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What domains of one kind, architecture and machine can have on a host.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DomainCapabilitiesXml extends LibvirtXml {
    /** A model of CPU by name, and whether this host can run it. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class CpuModel extends LibvirtXml {
        private final List<String> blockers;

        private CpuModel(XmlElement element, List<String> blockers) {
            super(element);
            this.blockers = blockers;
        }

        /** Its name. */
        public String name() {
            return element().text().strip();
        }

        /** Whether a domain can have it here; empty where libvirt does not know. */
        public Optional<Boolean> usable() {
            return attribute("usable").filter(word -> !word.equals("unknown")).map("yes"::equals);
        }

        /** The features that the host lacks for it; empty if none, or if libvirt does not say, as before version 9.7. */
        public List<String> blockers() {
            return blockers;
        }

        /** The vendor of the CPU; empty for models of no vendor. */
        public Optional<String> vendor() {
            return attribute("vendor").filter(word -> !word.equals("unknown"));
        }

        /** Whether its makers advise against it. */
        public boolean deprecated() {
            return Values.isYes(attribute("deprecated"));
        }

        /** The model of which this name is an alias. */
        public Optional<String> canonical() {
            return attribute("canonical");
        }
    }

    private DomainCapabilitiesXml(XmlDocument document) {
        super(document);
    }

    /** Reads capabilities; throws {@link MalformedXmlException} if the text is no XML, has a DTD, or its root is another. */
    public static DomainCapabilitiesXml parse(String xml) {
        return new DomainCapabilitiesXml(XmlDocument.parse(xml, "domainCapabilities"));
    }

    /** The program of the host that runs such domains. */
    public Optional<String> emulator() {
        return text("path");
    }

    /** The kind of domain: {@code kvm}, {@code qemu}, {@code xen}. */
    public Optional<String> domainType() {
        return text("domain").map(String::strip);
    }

    /** The machine, in full. */
    public Optional<String> machine() {
        return text("machine").map(String::strip);
    }

    /** The architecture. */
    public Optional<String> arch() {
        return text("arch").map(String::strip);
    }

    /** The most virtual CPUs that a domain can have. */
    public OptionalInt maxVcpus() {
        return number("vcpu", "max");
    }

    /** The kinds of firmware that libvirt can find by itself: {@code bios}, {@code efi}. */
    public List<String> firmwares() {
        return element().child("os").map(os -> values(os, "firmware")).orElse(List.of());
    }

    /** The files of firmware that are there for a loader. */
    public List<String> loaders() {
        return loader().stream()
                .flatMap(loader -> loader.children("value").stream())
                .map(XmlElement::text)
                .toList();
    }

    /** Whether there is firmware that enforces Secure Boot. */
    public boolean secureBoot() {
        return loader().map(loader -> values(loader, "secure"))
                .orElse(List.of())
                .contains("yes");
    }

    private Optional<XmlElement> loader() {
        return element().child("os").flatMap(os -> os.child("loader"));
    }

    private Optional<XmlElement> mode(String mode) {
        return element().child("cpu").stream()
                .flatMap(cpu -> cpu.children("mode").stream())
                .filter(found -> found.attribute("name").filter(mode::equals).isPresent())
                .findFirst();
    }

    /** Whether a way to choose the CPU is supported: {@code host-passthrough}, {@code host-model}, {@code maximum}, {@code custom}. */
    public boolean supportsCpuMode(String mode) {
        return mode(mode).map(DomainCapabilitiesXml::isSupported).orElse(false);
    }

    /** The CPU that {@code host-model} gives. */
    public Optional<CpuXml> hostModel() {
        return mode("host-model")
                .filter(DomainCapabilitiesXml::isSupported)
                .filter(cpu -> cpu.child("model").isPresent())
                .map(CpuXml::new);
    }

    /** The models of CPU by name, usable or not. */
    public List<CpuModel> cpuModels() {
        Optional<XmlElement> custom = mode("custom");
        return custom.stream()
                .flatMap(found -> found.children("model").stream())
                .map(model ->
                        new CpuModel(model, blockers(custom.get(), model.text().strip())))
                .toList();
    }

    private static List<String> blockers(XmlElement custom, String model) {
        return custom.children("blockers").stream()
                .filter(found -> found.attribute("model").filter(model::equals).isPresent())
                .flatMap(found -> found.children("feature").stream())
                .flatMap(feature -> feature.attribute("name").stream())
                .toList();
    }

    /** Whether domains can have a kind of device, by libvirt's name of it; empty where this libvirt does not say. */
    public Optional<Boolean> supportsDevice(String kind) {
        return device(kind).map(DomainCapabilitiesXml::isSupported);
    }

    /** What a property of a kind of device can be: of {@code disk} the {@code bus}, of {@code graphics} the {@code type}. */
    public List<String> deviceValues(String kind, String property) {
        return device(kind).map(device -> values(device, property)).orElse(List.of());
    }

    private Optional<XmlElement> device(String kind) {
        return element().child("devices").flatMap(devices -> devices.child(kind));
    }

    /** Whether a feature is supported: {@code sev}, {@code sgx}, {@code tdx}, {@code gic}, {@code vmcoreinfo}; empty where libvirt does not say. */
    public Optional<Boolean> supportsFeature(String name) {
        return feature(name).map(DomainCapabilitiesXml::isSupported);
    }

    /** What a property of a feature can be: of {@code hyperv} the {@code features}, of {@code gic} the {@code version}. */
    public List<String> featureValues(String name, String property) {
        return feature(name).map(feature -> values(feature, property)).orElse(List.of());
    }

    /** The kinds of guest that the host itself cannot look into: {@code sev}, {@code sev-snp}, {@code tdx}, {@code s390-pv}. */
    public List<String> launchSecurityTypes() {
        return featureValues("launchSecurity", "sectype");
    }

    /** The same in all versions of libvirt: the kinds that are named one by one, too. */
    public List<String> launchSecurity() {
        Stream<String> named =
                Stream.of("sev", "tdx").filter(kind -> supportsFeature(kind).orElse(false));
        return Stream.concat(launchSecurityTypes().stream(), named).distinct().toList();
    }

    /** How many guests can have SEV at once, SEV-ES not counted; empty where SEV is not supported. */
    public OptionalInt maxSevGuests() {
        return sevNumber("maxGuests");
    }

    /** How many guests can have SEV-ES at once; empty where SEV is not supported. */
    public OptionalInt maxSevEsGuests() {
        return sevNumber("maxESGuests");
    }

    private OptionalInt sevNumber(String name) {
        return Values.integer(feature("sev").flatMap(sev -> sev.child(name)).map(XmlElement::text));
    }

    private Optional<XmlElement> feature(String name) {
        return element().child("features").flatMap(features -> features.child(name));
    }

    private static boolean isSupported(XmlElement element) {
        return element.attribute("supported").filter("yes"::equals).isPresent();
    }

    private static List<String> values(XmlElement parent, String property) {
        return parent.children("enum").stream()
                .filter(found ->
                        found.attribute("name").filter(property::equals).isPresent())
                .flatMap(found -> found.children("value").stream())
                .map(XmlElement::text)
                .toList();
    }
}
