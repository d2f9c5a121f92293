/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.GraphicsXml;
import dev.hvsdk.libvirt.xml.InterfaceXml;
import dev.hvsdk.libvirt.xml.OsXml;
import dev.hvsdk.libvirt.xml.XmlElement;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import dev.hvsdk.xen.internal.options.XenKinds;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the definition of a guest of Xen. Used once. */
final class XenDomain {
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> MACHINE_FEATURES = List.of("acpi", "apic", "pae");

    private final GuestSpec spec;
    private final Function<String, InterfaceXml> networks;
    private final ErrorFactory about;
    private final ErrorFactory errors;
    private final XenOptions options;
    private final XenGuestKind kind;

    /**
     * Of a specification.
     *
     * @param offered what the host can run
     * @param networks what the name of a network stands for there
     */
    XenDomain(GuestSpec spec, Set<XenGuestKind> offered, Function<String, InterfaceXml> networks, ErrorFactory about) {
        this.spec = spec;
        this.networks = networks;
        this.about = about;
        errors = about.subject("guest " + spec.name());
        options = XenKinds.options(spec, errors);
        kind = XenKinds.kind(spec, options, offered, errors);
    }

    static XenDomain of(GuestSpec spec, HostContext host) {
        Set<XenGuestKind> offered = kinds(CapabilitiesXml.parse(host.capabilitiesXml()));
        return new XenDomain(spec, offered, name -> network(name, host), host.errors("define"));
    }

    /** What a host can run. */
    static Set<XenGuestKind> kinds(CapabilitiesXml capabilities) {
        return capabilities.guests().stream()
                .flatMap(guest -> guest.osType().flatMap(XenFamily::kind).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    DomainXml domain() {
        new XenLimits(spec, options, kind, errors).refuseWhatThereIsNot();
        DomainXml domain = DomainTemplate.builder(XenFamily.DOMAIN, os(), about)
                .diskBus("xen")
                .cdromBus("ide")
                .networks(networks)
                .build()
                .domain(spec);
        return withCharacters(withScreen(withMachine(withRoom(withBootloader(XenDisks.numbered(domain, errors))))));
    }

    private static OsXml os(String type, String machine) {
        return OsXml.of(type).withArch("x86_64").withMachine(machine);
    }

    private OsXml os() {
        return switch (kind) {
            case PV -> os("xen", "xenpv");
            case PVH -> os("xenpvh", "xenpvh");
            case HVM -> os("hvm", "xenfv");
        };
    }

    /** A network of libvirt, where a driver for them is there; else a bridge of the host. */
    static InterfaceXml network(String name, HostContext host) {
        return host.hasNetwork(name) ? InterfaceXml.network(name) : InterfaceXml.bridge(name);
    }

    private DomainXml withBootloader(DomainXml domain) {
        boolean bootsFromDisk = spec.boot().orElseGet(BootSource::disk) instanceof BootSource.Disk;
        if (kind == XenGuestKind.HVM || !bootsFromDisk) {
            return domain;
        }
        DomainXml with = domain.withElement(
                XmlElement.of("bootloader", options.bootloader().orElse("pygrub")));
        return options.bootloaderArguments().isEmpty()
                ? with
                : with.withElement(XmlElement.of("bootloader_args", String.join(" ", options.bootloaderArguments())));
    }

    /** What it starts with is less than what it may have. */
    private DomainXml withRoom(DomainXml domain) {
        DomainXml wider = options.maxMemory()
                .map(most -> domain.withMemory(most)
                        .withCurrentMemory(domain.memory().orElseThrow()))
                .orElse(domain);
        int vcpus = spec.vcpus().orElse(1);
        return options.maxVcpus().isPresent()
                ? wider.withVcpus(vcpus, options.maxVcpus().getAsInt())
                : wider;
    }

    private DomainXml withMachine(DomainXml domain) {
        DomainXml with = domain;
        if (kind == XenGuestKind.HVM) {
            for (String feature : MACHINE_FEATURES) {
                with = with.withFeature(feature);
            }
            with = options.deviceModel().map(with::withEmulator).orElse(with);
        }
        return options.hardwareAssistedPaging() ? with : withShadow(with);
    }

    private static DomainXml withShadow(DomainXml domain) {
        DomainXml with = domain.withFeature("hap");
        XmlElement features = with.element().child("features").orElseThrow();
        XmlElement off = XmlElement.of("hap").withAttribute("state", "off");
        return with.withElement(features.withoutChildren("hap").withChild(off));
    }

    private DomainXml withScreen(DomainXml domain) {
        return options.vnc() ? domain.withDevice(GraphicsXml.listening("vnc", LOOPBACK)) : domain;
    }

    private DomainXml withCharacters(DomainXml domain) {
        if (kind != XenGuestKind.HVM) {
            return domain.withDevice(CharacterXml.console("xen"));
        }
        return options.serialConsole() ? domain.withDevice(CharacterXml.serial()) : domain;
    }
}
