/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.CpuXml;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.GraphicsXml;
import dev.hvsdk.libvirt.xml.InterfaceXml;
import dev.hvsdk.libvirt.xml.MemballoonXml;
import dev.hvsdk.libvirt.xml.OsXml;
import dev.hvsdk.libvirt.xml.XmlElement;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;

/** Makes the definition of a guest of QEMU. Used once. */
final class KvmDomain {
    private static final String LOOPBACK = "127.0.0.1";

    private final GuestSpec spec;
    private final KvmOptions options;
    private final HostContext host;
    private final ErrorFactory errors;
    private final CapabilitiesXml capabilities;
    private final String architecture;
    private final String type;

    KvmDomain(GuestSpec spec, HostContext host) {
        this.spec = spec;
        this.host = host;
        errors = host.errors("define").subject(spec.toString());
        options = options();
        capabilities = CapabilitiesXml.parse(host.capabilitiesXml());
        architecture = capabilities.cpu().flatMap(CpuXml::arch).orElse("x86_64");
        type = KvmPresence.of(capabilities, host).domainType(options.acceleration(), architecture, errors);
    }

    /** Nothing that is asked for is lost in silence. */
    private KvmOptions options() {
        for (GuestExtension extension : spec.extensions()) {
            if (!(extension instanceof KvmOptions)) {
                throw refused("guests of QEMU are made without "
                        + extension.getClass().getSimpleName());
            }
        }
        return spec.extension(KvmOptions.class)
                .orElseGet(() -> KvmOptions.builder().build());
    }

    DomainXml domain() {
        Machine machine = machine();
        DomainXml domain = DomainTemplate.builder(type, machine.os(), host.errors("define"))
                .diskDriver("qemu")
                .cdromBus(machine.cdromBus())
                .nicModel("virtio")
                .networks(this::network)
                .build()
                .domain(spec);
        return withCharacters(withScreen(withBalloon(withCpu(withFeatures(domain)))));
    }

    private Machine machine() {
        OsXml os = OsXml.of("hvm").withArch(architecture);
        Optional<String> machine = options.machine().or(() -> Machine.usual(architecture, capabilities));
        return new Machine(machine.map(os::withMachine).orElse(os), machine.orElse(""));
    }

    /** A network of libvirt; else a bridge of the host, or what needs neither. */
    private InterfaceXml network(String name) {
        return network(name, host);
    }

    static InterfaceXml network(String name, HostContext host) {
        if (host.hasNetwork(name)) {
            return InterfaceXml.network(name);
        }
        return name.equals("user") ? InterfaceXml.user() : InterfaceXml.bridge(name);
    }

    private DomainXml withFeatures(DomainXml domain) {
        // Without ACPI a guest cannot be asked to shut down.
        DomainXml with = domain.withFeature("acpi");
        DomainXml more = Machine.isX86(architecture) ? with.withFeature("apic") : with;
        return options.secureBoot() ? withSecureBoot(more) : more;
    }

    private DomainXml withSecureBoot(DomainXml domain) {
        if (!(spec.boot().orElse(null) instanceof BootSource.Disk disk && disk.uefi())) {
            throw refused("Secure Boot is for guests that boot from a disk by UEFI");
        }
        XmlElement loader = XmlElement.of("loader").withAttribute("secure", "yes");
        XmlElement features = domain.element().child("features").orElseThrow();
        XmlElement smm = XmlElement.of("smm").withAttribute("state", "on");
        return domain.withOs(domain.os().orElseThrow().withElement(loader)).withElement(features.withChild(smm));
    }

    private DomainXml withCpu(DomainXml domain) {
        Optional<CpuTopology> topology = options.topology();
        Optional<CpuXml> cpu = cpu();
        if (topology.isEmpty()) {
            return cpu.map(domain::withCpu).orElse(domain);
        }
        CpuTopology wanted = topology.get();
        if (spec.vcpus().orElse(wanted.vcpus()) != wanted.vcpus()) {
            throw refused("a topology of " + wanted + " makes " + wanted.vcpus() + " virtual CPUs, and "
                    + spec.vcpus().orElseThrow() + " are asked for");
        }
        DomainXml arranged = domain.withVcpus(wanted.vcpus());
        return cpu.map(found -> found.withTopology(wanted.sockets(), wanted.cores(), wanted.threads()))
                .map(arranged::withCpu)
                .orElseGet(() -> arranged.withElement(topologyOnly(wanted)));
    }

    private static XmlElement topologyOnly(CpuTopology wanted) {
        return CpuXml.hostModel()
                .withTopology(wanted.sockets(), wanted.cores(), wanted.threads())
                .element()
                .withoutAttribute("mode");
    }

    private Optional<CpuXml> cpu() {
        if (options.cpu().isPresent()) {
            return options.cpu().map(this::cpu);
        }
        return type.equals(KvmFamily.KVM) ? Optional.of(CpuXml.hostModel()) : Optional.empty();
    }

    private CpuXml cpu(KvmCpu wanted) {
        CpuXml cpu = switch (wanted.mode()) {
            case NAMED -> CpuXml.model(wanted.model().orElseThrow());
            case HOST_MODEL -> CpuXml.hostModel();
            case HOST_PASSTHROUGH -> hostPassthrough();
            case MAXIMUM -> CpuXml.maximum();
        };
        for (var feature : wanted.features().entrySet()) {
            cpu = cpu.withFeature(feature.getKey(), feature.getValue() ? "require" : "disable");
        }
        return cpu;
    }

    private CpuXml hostPassthrough() {
        if (type.equals(KvmFamily.TCG)) {
            throw errors.remedy("take KvmCpu.maximum(), or a host with KVM")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "emulation cannot pass the host's CPU through");
        }
        return CpuXml.hostPassthrough();
    }

    private DomainXml withBalloon(DomainXml domain) {
        MemballoonXml balloon = MemballoonXml.of("virtio");
        return domain.withDevice(
                options.balloonPeriod().map(balloon::withStatisticsPeriod).orElse(balloon));
    }

    private DomainXml withScreen(DomainXml domain) {
        return options.vnc() ? domain.withDevice(GraphicsXml.listening("vnc", LOOPBACK)) : domain;
    }

    private DomainXml withCharacters(DomainXml domain) {
        DomainXml with = options.guestAgent() ? domain.withDevice(CharacterXml.guestAgent()) : domain;
        if (!options.serialConsole()) {
            return with;
        }
        CharacterXml serial = CharacterXml.serial();
        return with.withDevice(options.consoleLog().map(serial::withLog).orElse(serial));
    }

    private RuntimeException refused(String what) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }

    /** A machine to be emulated. Immutable. */
    private record Machine(OsXml os, String name) {
        static boolean isX86(String architecture) {
            return architecture.equals("x86_64") || architecture.equals("i686");
        }

        /** The one that new guests should have, if the host knows it; libvirt takes the oldest for compatibility. */
        static Optional<String> usual(String architecture, CapabilitiesXml capabilities) {
            String usual = isX86(architecture) ? "q35" : "virt";
            return capabilities.guests().stream()
                    .filter(guest -> guest.arch().filter(architecture::equals).isPresent())
                    .filter(guest -> guest.machines().contains(usual))
                    .map(guest -> usual)
                    .findFirst();
        }

        String cdromBus() {
            if (name.contains("virt")) {
                return "scsi";
            }
            return name.contains("q35") ? "sata" : "ide";
        }
    }
}
