/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
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
        return new EmulatedDomain(spec, host).xml();
    }
}
