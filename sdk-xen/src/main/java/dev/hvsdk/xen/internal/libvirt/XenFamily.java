/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.GuestContext;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.xml.DomainTemplate;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.libvirt.xml.OsXml;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.internal.dom0.Dom0;
import dev.hvsdk.xen.internal.dom0.Dom0Capabilities;
import dev.hvsdk.xen.internal.dom0.XenDevices;
import dev.hvsdk.xen.internal.options.XenSpecOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Guests of Xen, by libvirt's driver for libxl. Immutable. */
final class XenFamily implements LibvirtFamily {
    /** The type of all its domains. */
    static final String DOMAIN = "xen";

    @Override
    public String backend() {
        return XenLibvirt.BACKEND;
    }

    @Override
    public String product() {
        return "Xen";
    }

    @Override
    public Optional<Technology> technology() {
        return Optional.of(Technology.XEN);
    }

    @Override
    public boolean isMixed() {
        return true;
    }

    @Override
    public Optional<String> variant(String domainXml) {
        DomainXml domain = DomainXml.parse(domainXml);
        boolean isDom0 = domain.uuid().filter(Dom0.ID.value()::equals).isPresent();
        return isDom0 ? Optional.of(Dom0.VARIANT) : kind(domain).map(XenGuestKind::id);
    }

    /** The words of libvirt: {@code linux} is the old one for {@code xen}. */
    static Optional<XenGuestKind> kind(DomainXml domain) {
        return domain.os().flatMap(OsXml::type).flatMap(XenFamily::kind);
    }

    static Optional<XenGuestKind> kind(String osType) {
        return switch (osType) {
            case "linux", "xen" -> Optional.of(XenGuestKind.PV);
            case "xenpvh" -> Optional.of(XenGuestKind.PVH);
            case "hvm" -> Optional.of(XenGuestKind.HVM);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> untouchable(GuestId guest) {
        return guest.equals(Dom0.ID)
                ? Optional.of("dom0 is the host's own system and no guest: it starts and ends with the host")
                : Optional.empty();
    }

    /** Only a guest with a whole machine has a button; all that knows Xen looks at its control node. */
    @Override
    public List<ShutdownMethod> shutdownMethods(DomainXml definition) {
        return kind(definition).filter(XenGuestKind.HVM::equals).isPresent()
                ? List.of(ShutdownMethod.AGENT, ShutdownMethod.ACPI)
                : List.of(ShutdownMethod.AGENT);
    }

    /** The control node is VIR_DOMAIN_SHUTDOWN_PARAVIRT. */
    @Override
    public int shutdownFlag(ShutdownMethod method) {
        return method == ShutdownMethod.AGENT ? 16 : LibvirtFamily.super.shutdownFlag(method);
    }

    @Override
    public List<PassthroughDevice> devices(List<PassthroughDevice> told, HostContext host) {
        return new XenDevices(LibvirtDom0.of(host)).retold(told);
    }

    @Override
    public List<Blocker> refusals(PassthroughDevice device, HostContext host) {
        return new XenDevices(LibvirtDom0.of(host)).refusals(device);
    }

    /** What such a guest writes meanwhile has to be followed, which Xen does by shadow paging for PV, and the CPU for the others. */
    @Override
    public Optional<String> liveMigrationRemedy(GuestInfo guest) {
        return guest.variant()
                .filter(XenGuestKind.PV.id()::equals)
                .map(pv ->
                        "where this Xen was built without shadow paging no PV guest moves while it runs: move it standing"
                                + " still, with MigrationOptions.Builder.offline(true)");
    }

    @Override
    public Optional<String> startRemedy() {
        return Optional.of("read in dom0 what libxl says of it, /var/log/libvirt/libxl/libxl-driver.log");
    }

    /** The driver has no answer for all guests. */
    @Override
    public ListingStrategy listing(URI libvirtUri) {
        return ListingStrategy.EACH_IN_PARALLEL;
    }

    @Override
    public String domainXml(GuestSpec spec, HostContext host) {
        return XenDomain.of(spec, host).domain().toXml();
    }

    @Override
    public DomainTemplate template(DomainXml domain, HostContext host) {
        return DomainTemplate.builder(DOMAIN, domain.os().orElseThrow(), host.errors("attach"))
                .diskBus("xen")
                .networks(name -> XenDomain.network(name, host))
                .build();
    }

    @Override
    public CapabilityTable<HostContext, GuestContext> capabilities() {
        return CapabilityTable.<HostContext, GuestContext>builder()
                .all(Dom0Capabilities.of(LibvirtDom0::of, GuestContext::host, GuestContext::id))
                .host(SpecOptions.class, host -> Support.available(new XenSpecOptions()))
                .build();
    }
}
