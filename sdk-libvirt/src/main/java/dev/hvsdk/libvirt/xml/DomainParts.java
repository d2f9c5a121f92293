/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;

/** The devices of one guest, made as a template says. Not thread-safe: one for each guest. */
final class DomainParts {
    private final DomainTemplate template;
    private final ErrorFactory doing;
    private final DiskTargets targets;

    DomainParts(DomainTemplate template, ErrorFactory doing, DiskTargets targets) {
        this.template = template;
        this.doing = doing;
        this.targets = targets;
    }

    boolean isContainer() {
        return template.os.type().filter("exe"::equals).isPresent();
    }

    DiskXml disk(DiskSpec disk) {
        if (isContainer()) {
            throw refused("a container has no disks");
        }
        String bus = text("the bus of a disk", disk.bus().orElse(template.diskBus));
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
        Optional<String> format = DomainTemplate.formatOf(disk);
        if (format.isEmpty() && template.diskDriver == null) {
            return device;
        }
        // Libvirt takes raw where nobody says; a guest could write the header of another format into its disk.
        return withDriver(device, text("the format of a disk", format.orElse("raw")));
    }

    DiskXml cdrom(BootSource.Cdrom cdrom) {
        DiskXml device = withDriver(DiskXml.file(text("the path of the CD-ROM", cdrom.path())), "raw");
        return device.withDevice("cdrom")
                .withTarget(targets.next(template.cdromBus), template.cdromBus)
                .withReadOnly(true);
    }

    private DiskXml withDriver(DiskXml device, String format) {
        XmlElement driver = XmlElement.of("driver");
        XmlElement named = template.diskDriver == null ? driver : driver.withAttribute("name", template.diskDriver);
        return device.withElement(named.withAttribute("type", format));
    }

    InterfaceXml nic(NicSpec nic) {
        InterfaceXml device = template.networks.apply(text("the network of an interface", nic.network()));
        Optional<String> model = nic.model().or(() -> Optional.ofNullable(template.nicModel));
        InterfaceXml addressed = nic.mac().map(device::withMac).orElse(device);
        return model.map(name -> addressed.withModel(text("the model of an interface", name)))
                .orElse(addressed);
    }

    HostdevXml hostdev(PassthroughDevice device) {
        text("the address of a device", device.address());
        try {
            return HostdevXml.of(device);
        } catch (IllegalArgumentException e) {
            throw doing.cause(e).unsupported(Reason.NO_SUCH_CONCEPT, String.valueOf(e.getMessage()));
        }
    }

    String text(String what, String value) {
        XmlCharacters.objection(value).ifPresent(objection -> {
            throw refused(what + ": " + objection);
        });
        return value;
    }

    HypervisorException.Unsupported refused(String what) {
        return doing.unsupported(Reason.NO_SUCH_CONCEPT, what);
    }
}
