/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What libvirt says of the host, and for this machine what the SDK finds itself where libvirt says nothing. Immutable.
 */
final class LibvirtHostFeatures implements HostFeatures {
    private final HostAccess host;

    private LibvirtHostFeatures(HostAccess host) {
        this.host = host;
    }

    /** The test driver has a made-up host, of which nothing can be said. */
    static Support<HostFeatures> of(HostAccess host) {
        return host.link().uri().text().startsWith("test")
                ? Support.unavailable(
                        Support.Reason.NO_SUCH_CONCEPT,
                        "the host of libvirt's test driver is made up and has no hardware")
                : Support.available(new LibvirtHostFeatures(host));
    }

    @Override
    public List<FeatureReport> reports() {
        CapabilitiesXml capabilities = CapabilitiesXml.parse(host.capabilitiesXml());
        Optional<DomainCapabilitiesXml> kvm = kvm(capabilities);
        return known().stream().map(known -> merged(known, capabilities, kvm)).toList();
    }

    @Override
    public FeatureReport report(CpuFeature feature) {
        return reports().stream()
                .filter(report -> report.feature().equals(feature))
                .findFirst()
                .orElseGet(() -> unknown(feature));
    }

    private List<FeatureReport> known() {
        return host.isOnThisMachine()
                ? HostInspector.of(HostRoot.live()).features()
                : CpuFeature.known().stream().map(LibvirtHostFeatures::unknown).toList();
    }

    private static FeatureReport unknown(CpuFeature feature) {
        return FeatureReport.builder(feature, FeatureState.UNKNOWN)
                .remedy("libvirt does not tell; run hv inspect on the host itself")
                .build();
    }

    private Optional<DomainCapabilitiesXml> kvm(CapabilitiesXml capabilities) {
        boolean hasKvm = capabilities.guests().stream()
                .anyMatch(guest -> guest.domainTypes().contains("kvm"));
        return hasKvm
                ? Optional.of(DomainCapabilitiesXml.parse(host.domainCapabilitiesXml(null, null, null, "kvm")))
                : Optional.empty();
    }

    /**
     * A state that the machine itself gave stays, with libvirt's word as further evidence: the machine knows why. That libvirt has
     * no such guests does not tell why either.
     */
    private static FeatureReport merged(
            FeatureReport known, CapabilitiesXml capabilities, Optional<DomainCapabilitiesXml> kvm) {
        Optional<LibvirtWord> word = LibvirtWord.on(known.feature(), capabilities, kvm);
        if (word.isEmpty()) {
            return known;
        }
        List<Evidence> evidence = new ArrayList<>(known.evidence());
        evidence.add(word.get().evidence());
        boolean decides = known.state() == FeatureState.UNKNOWN && word.get().isUsable();
        FeatureState state = decides ? FeatureState.USABLE : known.state();
        FeatureReport.Builder report =
                FeatureReport.builder(known.feature(), state).evidence(evidence);
        known.remedy().filter(remedy -> !decides).ifPresent(report::remedy);
        return report.build();
    }
}
