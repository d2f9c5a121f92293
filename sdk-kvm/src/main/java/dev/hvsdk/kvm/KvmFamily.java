/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.host.passthrough.MachineUse;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.libvirt.GuestContext;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.CapabilityTable;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Guests of QEMU, with KVM and without. Immutable. */
final class KvmFamily implements LibvirtFamily {
    /** Types of domain. */
    static final String KVM = "kvm";

    static final String TCG = "qemu";

    private final MachineUse machine = MachineUse.of(HostRoot.live());

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
            case KVM -> Optional.of(Technology.KVM);
            case TCG -> Optional.of(Technology.QEMU);
            default -> Optional.empty();
        };
    }

    @Override
    public ListingStrategy listing(URI libvirtUri) {
        return ListingStrategy.STATES_THEN_EACH;
    }

    @Override
    public String domainXml(GuestSpec spec, HostContext host) {
        return new KvmDomain(spec, host).domain().toXml();
    }

    @Override
    public DomainTemplate template(DomainXml domain, HostContext host) {
        return DomainTemplate.builder(domain.type().orElse(TCG), domain.os().orElseThrow(), host.errors("attach"))
                .diskDriver("qemu")
                .nicModel("virtio")
                .networks(name -> KvmDomain.network(name, host))
                .build();
    }

    @Override
    public List<Blocker> refusals(PassthroughDevice device, HostContext host) {
        return host.isOnThisMachine() ? machine.against(device) : List.of();
    }

    @Override
    public CapabilityTable<HostContext, GuestContext> capabilities() {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .guest(GuestAgent.class, guest -> AgentChannel.of(guest).map(QemuGuestAgent::new))
                .guest(GuestExec.class, guest -> AgentChannel.of(guest).map(AgentExec::new))
                .guest(QmpMonitor.class, KvmFamily::monitor)
                .guest(KvmDefinition.class, KvmFamily::definition)
                .host(SpecOptions.class, host -> Support.available(new KvmSpecOptions()))
                .build();
    }

    private static Support<QmpMonitor> monitor(GuestContext guest) {
        return guest.host().isReadOnly()
                ? Support.unavailable(
                        Support.Reason.PERMISSION_DENIED,
                        "the connection is read-only",
                        "open a connection that is not read-only")
                : Support.available(new LibvirtQmpMonitor(guest));
    }

    private static Support<KvmDefinition> definition(GuestContext guest) {
        return Support.available(() -> new KvmSpecReader(DomainXml.parse(guest.nextDefinition())).spec());
    }
}
