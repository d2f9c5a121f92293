/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What domains a host can have: which kinds of guest and machines, and for each of them the CPUs, firmware, devices and launch
 * security.
 *
 * <p>Each answer is read anew. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface DomainCapabilities extends HostCapability {
    /** The kinds of domain that the host can run, KVM's of the host's own architecture first. */
    List<DomainKind> kinds();

    /** The machines that domains of a kind can have; empty if libvirt does not know the kind. */
    List<CapabilitiesXml.Machine> machines(DomainKind kind);

    /**
     * What domains of a kind can have, with the machine that the kind names, or the one that libvirt takes by itself.
     *
     * @throws dev.hvsdk.api.HypervisorException if the host has no such domains
     */
    DomainCapabilitiesXml read(DomainKind kind);

    /**
     * The CPU features that the host lacks for a model; by a call of its own where {@link #read} does not tell them, as before
     * libvirt 9.7.
     *
     * @return their names; empty if the model is usable, or if libvirt does not say
     * @throws dev.hvsdk.api.HypervisorException if the host does not know the model
     */
    List<String> blockers(DomainKind kind, String model);
}
