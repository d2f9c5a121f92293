/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.OsXml;
import java.net.URI;
import java.util.Optional;

/** Guests of QEMU, with KVM and without. Immutable. */
final class KvmFamily implements LibvirtFamily {
    @Override
    public String backend() {
        return KvmProvider.ID;
    }

    @Override
    public String product() {
        return "QEMU";
    }

    @Override
    public Optional<Technology> technology() {
        return Optional.of(Technology.KVM);
    }

    @Override
    public boolean isMixed() {
        return true;
    }

    @Override
    public Optional<Technology> technology(String domainType) {
        return switch (domainType) {
            case "kvm" -> Optional.of(Technology.KVM);
            case "qemu" -> Optional.of(Technology.QEMU);
            default -> Optional.empty();
        };
    }

    @Override
    public ListingStrategy listing(URI libvirtUri) {
        return ListingStrategy.STATES_THEN_RUNNING;
    }

    @Override
    public String domainXml(GuestSpec spec, HostContext host) {
        spec.extensions().stream().findFirst().ifPresent(extension -> {
            throw host.errors("define")
                    .subject(spec.toString())
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "guests are made without " + extension.getClass().getSimpleName());
        });
        OsXml os = OsXml.of("hvm").withArch("x86_64").withMachine("pc");
        return DomainTemplate.builder("qemu", os, host.errors("define"))
                .diskDriver("qemu")
                .cdromBus("ide")
                .nicModel("virtio")
                .build()
                .domain(spec)
                .withFeature("acpi")
                .toXml();
    }
}
