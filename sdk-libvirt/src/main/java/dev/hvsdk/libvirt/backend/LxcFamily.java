/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.FilesystemXml;
import dev.hvsdk.libvirt.xml.OsXml;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Libvirt's driver for Linux containers. Immutable. */
final class LxcFamily implements LibvirtFamily {
    private static final MemorySize DEFAULT_MEMORY = MemorySize.ofMebibytes(64);
    private static final String HOST_ROOT = "/";
    private static final String DEFAULT_INIT = "/sbin/init";

    @Override
    public String backend() {
        return LibvirtProvider.ID;
    }

    @Override
    public String product() {
        return "libvirt LXC driver";
    }

    @Override
    public URI libvirtUri(URI uri) {
        return URI.create("lxc" + uri.toString().substring(LibvirtProvider.LXC.length()));
    }

    @Override
    public Optional<Technology> technology() {
        return Optional.of(Technology.LXC);
    }

    /** A container has processes, and neither a button nor an agent. */
    @Override
    public List<ShutdownMethod> shutdownMethods(DomainXml definition) {
        return List.of(ShutdownMethod.SIGNAL);
    }

    @Override
    public boolean tellsMemoryInUse() {
        return true;
    }

    @Override
    public ListingStrategy listing(URI libvirtUri) {
        return ListingStrategy.EACH_IN_PARALLEL;
    }

    @Override
    public String domainXml(GuestSpec spec, HostContext host) {
        TestFamily.refuseExtensions(spec, host);
        BootSource.Image image = image(spec, host);
        List<String> command = image.command().isEmpty() ? List.of(DEFAULT_INIT) : image.command();
        OsXml os = OsXml.of("exe").withInit(command.get(0), command.subList(1, command.size()));
        DomainXml domain = DomainTemplate.builder("lxc", os, host.errors("define"))
                .memory(DEFAULT_MEMORY)
                .build()
                .domain(withoutBoot(spec))
                // The driver starts no container without one.
                .withDevice(CharacterXml.console("lxc"));
        boolean ownRoot = !image.reference().equals(HOST_ROOT);
        return (ownRoot ? domain.withDevice(FilesystemXml.mount(image.reference(), "/")) : domain).toXml();
    }

    /** The command is in the template already. */
    private static GuestSpec withoutBoot(GuestSpec spec) {
        GuestSpec.Builder rest = GuestSpec.builder(spec.name());
        spec.vcpus().ifPresent(rest::vcpus);
        spec.memory().ifPresent(rest::memory);
        spec.disks().forEach(rest::disk);
        spec.nics().forEach(rest::nic);
        spec.devices().forEach(rest::device);
        return rest.build();
    }

    /** This driver knows no images; a directory of the host is the root of a container, and its own root unless said otherwise. */
    private static BootSource.Image image(GuestSpec spec, HostContext host) {
        BootSource boot = spec.boot().orElseGet(() -> BootSource.image(HOST_ROOT, List.of()));
        if (boot instanceof BootSource.Image image && image.reference().startsWith("/")) {
            return image;
        }
        throw host.errors("define")
                .subject(spec.toString())
                .remedy("boot from BootSource.image(directory, command)")
                .unsupported(
                        Support.Reason.NO_SUCH_CONCEPT,
                        "a container of this driver has a directory of the host for its root, and a command");
    }
}
