/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes the definition of a domain from what the API asks for, as far as the families that go through libvirt agree.
 *
 * <p>A family says once what it takes where the specification leaves the choice, and edits the result for what is its own:
 *
 * <pre>{@code
 * DomainTemplate template = DomainTemplate.builder("kvm", OsXml.of("hvm"), errors)
 *         .diskDriver("qemu").diskBus("virtio").cdromBus("sata").nicModel("virtio").build();
 * DomainXml domain = template.domain(spec).withCpu(CpuXml.hostModel()).withDevice(CharacterXml.guestAgent());
 * }</pre>
 *
 * <p>Extensions of the specification are the family's to read and to refuse. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DomainTemplate {
    /** What libvirt-driven tools commonly take where nobody says; enough for a small Linux guest. */
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(512);

    private final String type;
    private final OsXml os;
    private final ErrorFactory errors;
    private final MemorySize memory;
    private final @Nullable String diskDriver;
    private final String diskBus;
    private final String cdromBus;
    private final @Nullable String nicModel;
    private final Function<String, InterfaceXml> networks;

    private DomainTemplate(Builder builder) {
        type = builder.type;
        os = builder.os;
        errors = builder.errors;
        memory = builder.memory;
        diskDriver = builder.diskDriver;
        diskBus = builder.diskBus;
        cdromBus = builder.cdromBus;
        nicModel = builder.nicModel;
        networks = builder.networks;
    }

    /**
     * Starts the template of a family.
     *
     * @param type the kind of domain: {@code kvm}, {@code qemu}, {@code xen}, {@code lxc}
     * @param os the type of the system, with architecture and machine where the family chooses them
     * @param errors makes the errors of the family
     */
    public static Builder builder(String type, OsXml os, ErrorFactory errors) {
        return new Builder(type, os, errors);
    }

    /**
     * Why libvirt would refuse a name for a domain; empty if it would not.
     *
     * <p>It refuses slashes, control characters other than a tab, and names of more than 251 bytes, since the definition is kept
     * in a file of that name.
     */
    public static Optional<String> nameObjection(String name) {
        return DomainNames.objection(name);
    }

    /**
     * The definition for this specification.
     *
     * @throws HypervisorException.Unsupported if it asks for what libvirt cannot do, or what XML cannot hold; nothing is made then
     */
    public DomainXml domain(GuestSpec spec) {
        ErrorFactory defining = errors.operation("define").subject("guest " + spec.name());
        nameObjection(spec.name()).ifPresent(objection -> {
            throw defining.unsupported(Reason.NO_SUCH_CONCEPT, objection);
        });
        return new Filling(defining, spec).domain();
    }

    /** One specification on its way into XML. */
    private final class Filling {
        private final ErrorFactory defining;
        private final GuestSpec spec;
        private final DiskTargets targets = new DiskTargets();

        Filling(ErrorFactory defining, GuestSpec spec) {
            this.defining = defining;
            this.spec = spec;
        }

        DomainXml domain() {
            DomainXml domain = DomainXml.create(type, spec.name())
                    .withMemory(spec.memory().orElse(memory))
                    .withVcpus(spec.vcpus().orElse(1))
                    .withOs(os());
            for (DomainDevice device : devices()) {
                domain = domain.withDevice(device);
            }
            return domain;
        }

        private List<DomainDevice> devices() {
            List<DomainDevice> devices = new ArrayList<>();
            spec.disks().forEach(disk -> devices.add(disk(disk)));
            if (spec.boot().orElse(null) instanceof BootSource.Cdrom cdrom) {
                devices.add(cdrom(cdrom));
            }
            spec.nics().forEach(nic -> devices.add(nic(nic)));
            spec.devices().forEach(device -> devices.add(hostdev(device)));
            return devices;
        }

        private OsXml os() {
            BootSource boot = spec.boot().orElseGet(BootSource::disk);
            if (spec.boot().isPresent() && isContainer()) {
                throw refused("a container of libvirt starts its first process, and takes no source to boot from");
            }
            if (boot instanceof BootSource.Kernel kernel) {
                return kernel(kernel);
            }
            if (boot instanceof BootSource.Disk disk) {
                return booting(disk.uefi() ? os.withFirmware("efi") : os, List.of("hd"));
            }
            if (boot instanceof BootSource.Cdrom) {
                return booting(os, List.of("cdrom", "hd"));
            }
            throw refused("a machine starts from a disk, a CD-ROM or a kernel, not from a container image");
        }

        private OsXml booting(OsXml system, List<String> devices) {
            // Only a machine with firmware has an order of boot (schema domaincommon.rng, "oshvm").
            return system.type().filter("hvm"::equals).isPresent() ? system.withBootDevices(devices) : system;
        }

        private OsXml kernel(BootSource.Kernel kernel) {
            OsXml system = os.withKernel(text("the path of the kernel", kernel.path()));
            if (kernel.initrd().isPresent()) {
                system = system.withInitrd(
                        text("the path of the initial RAM disk", kernel.initrd().get()));
            }
            return kernel.commandLine().isEmpty()
                    ? system
                    : system.withCommandLine(text("the command line of the kernel", kernel.commandLine()));
        }

        private boolean isContainer() {
            return os.type().filter("exe"::equals).isPresent();
        }

        private DiskXml disk(DiskSpec disk) {
            if (isContainer()) {
                throw refused("a container has no disks");
            }
            String bus = text("the bus of a disk", disk.bus().orElse(diskBus));
            DiskXml device = withFormat(source(text("the source of a disk", disk.source())), disk);
            return device.withTarget(targets.next(bus), bus).withReadOnly(disk.readOnly());
        }

        private DiskXml source(String source) {
            int slash = source.indexOf('/');
            if (slash < 0) {
                throw refused("the source of a disk is neither a path nor POOL/VOLUME: '" + source + "'");
            }
            if (slash > 0) {
                return DiskXml.volume(source.substring(0, slash), source.substring(slash + 1));
            }
            return source.startsWith("/dev/") ? DiskXml.block(source) : DiskXml.file(source);
        }

        private DiskXml withFormat(DiskXml device, DiskSpec disk) {
            Optional<String> format = disk.format().or(() -> DiskTargets.formatOf(disk.source()));
            if (format.isEmpty() && diskDriver == null) {
                return device;
            }
            // Libvirt takes raw where nobody says; a guest could write the header of another format into its disk.
            return withDriver(device, text("the format of a disk", format.orElse("raw")));
        }

        private DiskXml cdrom(BootSource.Cdrom cdrom) {
            DiskXml device = withDriver(DiskXml.file(text("the path of the CD-ROM", cdrom.path())), "raw");
            return device.withDevice("cdrom")
                    .withTarget(targets.next(cdromBus), cdromBus)
                    .withReadOnly(true);
        }

        private DiskXml withDriver(DiskXml device, String format) {
            XmlElement driver = XmlElement.of("driver");
            XmlElement named = diskDriver == null ? driver : driver.withAttribute("name", diskDriver);
            return device.withElement(named.withAttribute("type", format));
        }

        private InterfaceXml nic(NicSpec nic) {
            InterfaceXml device = networks.apply(text("the network of an interface", nic.network()));
            Optional<String> model = nic.model().or(() -> Optional.ofNullable(nicModel));
            InterfaceXml addressed = nic.mac().map(device::withMac).orElse(device);
            return model.map(name -> addressed.withModel(text("the model of an interface", name)))
                    .orElse(addressed);
        }

        private HostdevXml hostdev(PassthroughDevice device) {
            text("the address of a device", device.address());
            try {
                return HostdevXml.of(device);
            } catch (IllegalArgumentException e) {
                throw defining.cause(e).unsupported(Reason.NO_SUCH_CONCEPT, String.valueOf(e.getMessage()));
            }
        }

        private String text(String what, String value) {
            XmlCharacters.objection(value).ifPresent(objection -> {
                throw refused(what + ": " + objection);
            });
            return value;
        }

        private HypervisorException.Unsupported refused(String what) {
            return defining.unsupported(Reason.NO_SUCH_CONCEPT, what);
        }
    }

    /** Collects what a family takes. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String type;
        private final OsXml os;
        private final ErrorFactory errors;
        private MemorySize memory = MEMORY;
        private @Nullable String diskDriver;
        private String diskBus = "virtio";
        private String cdromBus = "sata";
        private @Nullable String nicModel;
        private Function<String, InterfaceXml> networks = InterfaceXml::network;

        private Builder(String type, OsXml os, ErrorFactory errors) {
            this.type = type;
            this.os = os;
            this.errors = errors;
        }

        /** Sets the memory of a guest that asks for none; 512 MiB unless called. */
        public Builder memory(MemorySize memory) {
            this.memory = memory;
            return this;
        }

        /** Names the driver of disks, such as {@code qemu}; libvirt's choice unless called. */
        public Builder diskDriver(String driver) {
            diskDriver = driver;
            return this;
        }

        /** Sets the bus of disks that ask for none: {@code virtio}, {@code xen}. */
        public Builder diskBus(String bus) {
            diskBus = bus;
            return this;
        }

        /** Sets the bus of the CD-ROM to boot from: {@code sata}, {@code ide}. */
        public Builder cdromBus(String bus) {
            cdromBus = bus;
            return this;
        }

        /** Sets the adapter of interfaces that ask for none; libvirt's choice unless called. */
        public Builder nicModel(String model) {
            nicModel = model;
            return this;
        }

        /** Says what the name of a network stands for on this host; a virtual network of libvirt unless called. */
        public Builder networks(Function<String, InterfaceXml> networks) {
            this.networks = networks;
            return this;
        }

        /** The template. */
        public DomainTemplate build() {
            return new DomainTemplate(this);
        }
    }
}
