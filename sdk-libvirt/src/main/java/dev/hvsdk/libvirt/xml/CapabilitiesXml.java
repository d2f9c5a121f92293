/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * What a host is and which guests it can run, as libvirt describes it.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapabilitiesXml extends LibvirtXml {
    /** A NUMA node of the host. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Cell extends LibvirtXml {
        private Cell(XmlElement element) {
            super(element);
        }

        /** Its number. */
        public OptionalInt id() {
            return Values.integer(attribute("id"));
        }

        /** Its memory. */
        public Optional<MemorySize> memory() {
            return Values.memory(element().child("memory"));
        }

        /** The numbers of its CPUs. */
        public List<Integer> cpus() {
            return element().child("cpus").stream()
                    .flatMap(cpus -> cpus.children("cpu").stream())
                    .map(cpu -> Values.integer(cpu.attribute("id")))
                    .filter(OptionalInt::isPresent)
                    .map(OptionalInt::getAsInt)
                    .toList();
        }
    }

    /** A machine that guests can have. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Machine extends LibvirtXml {
        private Machine(XmlElement element) {
            super(element);
        }

        /** Its name, which may be an alias such as {@code q35}. */
        public String name() {
            return element().text().strip();
        }

        /** What it is called in full; empty if its name is no alias. */
        public Optional<String> canonical() {
            return attribute("canonical");
        }

        /** The most virtual CPUs that it can have; empty if libvirt does not say. */
        public OptionalInt maxVcpus() {
            return Values.integer(attribute("maxCpus"));
        }

        /** Whether its makers advise against it. */
        public boolean deprecated() {
            return Values.isYes(attribute("deprecated"));
        }
    }

    /** A kind of guest that the host can run. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Guest extends LibvirtXml {
        private Guest(XmlElement element) {
            super(element);
        }

        /** The type of its system: {@code hvm}, {@code xen}, {@code exe}. */
        public Optional<String> osType() {
            return text("os_type").map(String::strip);
        }

        /** Its architecture: {@code x86_64}. */
        public Optional<String> arch() {
            return attribute("arch", "name");
        }

        /** The program of the host that runs it. */
        public Optional<String> emulator() {
            return element()
                    .child("arch")
                    .flatMap(arch -> arch.child("emulator"))
                    .map(XmlElement::text);
        }

        /** The kinds of domain that it can be: {@code qemu}, {@code kvm}, {@code xen}, {@code lxc}. */
        public List<String> domainTypes() {
            return element().child("arch").stream()
                    .flatMap(arch -> arch.children("domain").stream())
                    .flatMap(domain -> domain.attribute("type").stream())
                    .toList();
        }

        /** The names of the machines it can have, aliases such as {@code q35} included. */
        public List<String> machines() {
            return element().child("arch").stream()
                    .flatMap(arch -> arch.children("machine").stream())
                    .map(machine -> machine.text().strip())
                    .toList();
        }

        /** The machines that domains of a type can have: its own where it has them, else those of the architecture. */
        public List<Machine> machines(String domainType) {
            List<Machine> own = element().child("arch").stream()
                    .flatMap(arch -> arch.children("domain").stream())
                    .filter(domain ->
                            domain.attribute("type").filter(domainType::equals).isPresent())
                    .flatMap(domain -> domain.children("machine").stream())
                    .map(Machine::new)
                    .toList();
            return own.isEmpty() ? ofArchitecture() : own;
        }

        private List<Machine> ofArchitecture() {
            return element().child("arch").stream()
                    .flatMap(arch -> arch.children("machine").stream())
                    .map(Machine::new)
                    .toList();
        }

        /** What a machine that is named by an alias is called in full; empty for a full name. */
        public Optional<String> canonicalMachine(String machine) {
            return element().child("arch").stream()
                    .flatMap(arch -> arch.children("machine").stream())
                    .filter(found -> found.text().strip().equals(machine))
                    .flatMap(found -> found.attribute("canonical").stream())
                    .findFirst();
        }
    }

    private CapabilitiesXml(XmlDocument document) {
        super(document);
    }

    /** Reads capabilities; throws {@link MalformedXmlException} if the text is no XML, has a DTD, or its root is another. */
    public static CapabilitiesXml parse(String xml) {
        return new CapabilitiesXml(XmlDocument.parse(xml, "capabilities"));
    }

    private Optional<XmlElement> host(String child) {
        return element().child("host").flatMap(host -> host.child(child));
    }

    /** The UUID of the host. */
    public Optional<String> hostUuid() {
        return host("uuid").map(uuid -> uuid.text().strip());
    }

    /** The CPU of the host. */
    public Optional<CpuXml> cpu() {
        return host("cpu").map(CpuXml::new);
    }

    /** Whether the host has an IOMMU that it can pass devices through by; empty where libvirt does not say. */
    public Optional<Boolean> iommu() {
        return host("iommu").flatMap(iommu -> iommu.attribute("support")).map("yes"::equals);
    }

    /** The NUMA nodes of the host. */
    public List<Cell> cells() {
        return host("topology").flatMap(topology -> topology.child("cells")).stream()
                .flatMap(cells -> cells.children("cell").stream())
                .map(Cell::new)
                .toList();
    }

    /** The security models in force: {@code apparmor}, {@code dac}. */
    public List<String> securityModels() {
        return element().child("host").stream()
                .flatMap(host -> host.children("secmodel").stream())
                .flatMap(model -> model.child("model").stream())
                .map(XmlElement::text)
                .toList();
    }

    /** Whether running guests can be migrated away. */
    public boolean liveMigration() {
        return host("migration_features")
                .flatMap(features -> features.child("live"))
                .isPresent();
    }

    /** The kinds of guest that it can run. */
    public List<Guest> guests() {
        return element().children("guest").stream().map(Guest::new).toList();
    }
}
