/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.CapabilityTable;
import java.net.URI;
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

    /** Whether guests of one host may differ in technology; then {@link #technology(String)} is asked about each. */
    default boolean isMixed() {
        return false;
    }

    /** The technology of guests whose definition has this type: {@code <domain type='kvm'>}. */
    default Optional<Technology> technology(String domainType) {
        return technology();
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
