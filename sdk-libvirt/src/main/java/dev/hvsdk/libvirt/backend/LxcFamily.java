/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Libvirt's driver for Linux containers. Immutable. */
final class LxcFamily implements LibvirtFamily {
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

    @Override
    public ListingStrategy listing(URI libvirtUri) {
        return ListingStrategy.EACH_IN_PARALLEL;
    }

    @Override
    public String domainXml(GuestSpec spec, HostContext host) {
        PlainDomain.refuseDevices(spec, host);
        StringBuilder os = new StringBuilder("<type>exe</type>");
        List<String> command = command(spec, host);
        os.append("<init>").append(PlainDomain.escaped(command.get(0))).append("</init>");
        command.stream()
                .skip(1)
                .forEach(argument -> os.append("<initarg>")
                        .append(PlainDomain.escaped(argument))
                        .append("</initarg>"));
        return new PlainDomain("lxc", os.toString()).xml(spec);
    }

    /** An image that is a directory of the host would be its root; the host's own root is the only one so far. */
    private static List<String> command(GuestSpec spec, HostContext host) {
        Optional<BootSource> boot = spec.boot();
        if (boot.isEmpty()) {
            return List.of(DEFAULT_INIT);
        }
        if (boot.get() instanceof BootSource.Image image
                && image.reference().equals("/")
                && !image.command().isEmpty()) {
            return image.command();
        }
        throw host.errors("define")
                .subject(spec.toString())
                .remedy("boot from BootSource.image(\"/\", command)")
                .unsupported(Support.Reason.NOT_IMPLEMENTED, "a container of this driver runs a program of the host");
    }
}
