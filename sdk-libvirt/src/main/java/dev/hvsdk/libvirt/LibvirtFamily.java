/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.xml.CharacterXml;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.CapabilityTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What is special about a family of guests that libvirt manages: KVM, Xen, Linux containers.
 *
 * <p>Implementations are thread-safe, and hold nothing of a connection.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LibvirtFamily {
    /** The id of the backend: {@code kvm}. */
    String backend();

    /** The name of the host's software: {@code QEMU}. */
    String product();

    /** The URI as libvirt takes it; the same unless overridden. */
    default URI libvirtUri(URI uri) {
        return uri;
    }

    /** The technology of most guests, if there is one. */
    Optional<Technology> technology();

    /**
     * Whether guests of one host may differ in technology, or in the mode of one; then {@link #technology(String)} and
     * {@link #variant} are asked about each.
     */
    default boolean isMixed() {
        return false;
    }

    /** The technology of guests whose definition has this type: {@code <domain type='kvm'>}. */
    default Optional<Technology> technology(String domainType) {
        return technology();
    }

    /** The mode of its technology that a guest with this domain XML runs in, such as {@code pvh} of Xen. */
    default Optional<String> variant(String domainXml) {
        return Optional.empty();
    }

    /**
     * Why a guest is not one to be started, stopped, paused, moved or deleted; empty where it is one like others.
     *
     * <p>A domain that libvirt lists may be the host's own system.
     */
    default Optional<String> untouchable(GuestId guest) {
        return Optional.empty();
    }

    /**
     * The ways in which a guest that runs can be asked to shut down, in the order in which they are tried; those of a machine
     * unless overridden, which has a button, and an agent if it was given one.
     */
    default List<ShutdownMethod> shutdownMethods(DomainXml definition) {
        List<ShutdownMethod> methods = new ArrayList<>();
        if (definition.devices(CharacterXml.class).stream().anyMatch(CharacterXml::isGuestAgent)) {
            methods.add(ShutdownMethod.AGENT);
        }
        methods.add(ShutdownMethod.ACPI);
        return List.copyOf(methods);
    }

    /** Libvirt's flag for such a way, one of {@code virDomainShutdownFlagValues}. */
    default int shutdownFlag(ShutdownMethod method) {
        return switch (method) {
            case ACPI -> 1;
            case AGENT -> 2;
            case SIGNAL -> 8;
        };
    }

    /**
     * The devices of the host, each with whether a guest of this family could be given it; as libvirt tells them, unless
     * overridden. Which guest has them is found out afterwards.
     */
    default List<PassthroughDevice> devices(List<PassthroughDevice> told, HostContext host) {
        return told;
    }

    /** Why a device must not be given to a guest, beyond what libvirt itself refuses; nothing unless overridden. */
    default List<Blocker> refusals(PassthroughDevice device, HostContext host) {
        return List.of();
    }

    /** What helps where a guest like this could not be moved while it ran, and libvirt does not say so; nothing unless overridden. */
    default Optional<String> liveMigrationRemedy(GuestInfo guest) {
        return Optional.empty();
    }

    /** Where to look for why a guest could not be started, which libvirt does not say; nothing unless overridden. */
    default Optional<String> startRemedy() {
        return Optional.empty();
    }

    /** Whether what libvirt tells as the memory of a guest is what it uses at the moment; then its maximum is what it has. */
    default boolean tellsMemoryInUse() {
        return false;
    }

    /** How guests are listed on a connection with this URI, which is one of libvirt's. */
    ListingStrategy listing(URI libvirtUri);

    /**
     * The domain XML for a specification, without a UUID.
     *
     * @throws dev.hvsdk.api.HypervisorException.Unsupported if a part of it is not known; nothing must have been made then
     */
    String domainXml(GuestSpec spec, HostContext host);

    /**
     * What is added to a guest that is there is made by; as libvirt has it, unless overridden.
     *
     * @param domain the definition of the guest
     */
    default DomainTemplate template(DomainXml domain, HostContext host) {
        return DomainTemplate.builder(domain.type().orElseThrow(), domain.os().orElseThrow(), host.errors("attach"))
                .build();
    }

    /** What it has beyond what all families share, or instead of that. */
    default CapabilityTable<HostContext, GuestContext> capabilities() {
        return CapabilityTable.<HostContext, GuestContext>builder().build();
    }
}
