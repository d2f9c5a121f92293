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
    final OsXml os;
    private final ErrorFactory errors;
    private final MemorySize memory;
    final @Nullable String diskDriver;
    final String diskBus;
    final String cdromBus;
    final @Nullable String nicModel;
    final Function<String, InterfaceXml> networks;

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

    /** The format of a disk as the specification says it, or as the ending of its name promises; empty if neither does. */
    public static Optional<String> formatOf(DiskSpec disk) {
        return disk.format().or(() -> DiskTargets.formatOf(disk.source()));
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

    /**
     * A disk for a domain that is there, with the first free name on its bus.
     *
     * @throws HypervisorException.Unsupported if it asks for what libvirt cannot do, or what XML cannot hold
     */
    public DiskXml disk(DiskSpec spec, DomainXml domain) {
        List<String> taken =
                domain.disks().stream().flatMap(disk -> disk.target().stream()).toList();
        return parts(errors.operation("attach disk").subject("disk " + spec.source()), taken)
                .disk(spec);
    }

    /** A network interface for a domain that is there; fails as {@link #disk} does. */
    public InterfaceXml nic(NicSpec spec) {
        return parts(errors.operation("attach interface").subject("network " + spec.network()), List.of())
                .nic(spec);
    }

    private DomainParts parts(ErrorFactory doing, List<String> taken) {
        return new DomainParts(this, doing, new DiskTargets(taken));
    }

    /** One specification on its way into XML. */
    private final class Filling {
        private final GuestSpec spec;
        private final DomainParts parts;

        Filling(ErrorFactory defining, GuestSpec spec) {
            this.spec = spec;
            parts = parts(defining, List.of());
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
            spec.disks().forEach(disk -> devices.add(parts.disk(disk)));
            if (spec.boot().orElse(null) instanceof BootSource.Cdrom cdrom) {
                devices.add(parts.cdrom(cdrom));
            }
            spec.nics().forEach(nic -> devices.add(parts.nic(nic)));
            spec.devices().forEach(device -> devices.add(parts.hostdev(device)));
            return devices;
        }

        private OsXml os() {
            BootSource boot = spec.boot().orElseGet(BootSource::disk);
            if (spec.boot().isPresent() && parts.isContainer()) {
                throw parts.refused(
                        "a container of libvirt starts its first process, and takes no source to boot from");
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
            throw parts.refused("a machine starts from a disk, a CD-ROM or a kernel, not from a container image");
        }

        private OsXml booting(OsXml system, List<String> devices) {
            // Only a machine with firmware has an order of boot (schema domaincommon.rng, "oshvm").
            return system.type().filter("hvm"::equals).isPresent() ? system.withBootDevices(devices) : system;
        }

        private OsXml kernel(BootSource.Kernel kernel) {
            OsXml system = os.withKernel(parts.text("the path of the kernel", kernel.path()));
            if (kernel.initrd().isPresent()) {
                system = system.withInitrd(parts.text(
                        "the path of the initial RAM disk", kernel.initrd().get()));
            }
            return kernel.commandLine().isEmpty()
                    ? system
                    : system.withCommandLine(parts.text("the command line of the kernel", kernel.commandLine()));
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
