/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What libvirt says of one feature. Immutable.
 *
 * @param isUsable whether it says that guests can have it
 */
record LibvirtWord(boolean isUsable, Evidence evidence) {
    private static final String CAPABILITIES = "libvirt's capabilities of the host";
    private static final String DOMAIN_CAPABILITIES = "libvirt's domain capabilities of kvm";

    /** Empty where it says nothing. */
    static Optional<LibvirtWord> on(
            CpuFeature feature, CapabilitiesXml capabilities, Optional<DomainCapabilitiesXml> kvm) {
        return switch (feature.id()) {
            case "vt-x" -> flag(capabilities, "vmx");
            case "amd-v" -> flag(capabilities, "svm");
            case "kvm" -> kvm.map(found -> yes(CAPABILITIES, "guests of the type kvm"));
            case "sev" -> kvm.flatMap(found -> security(found, "sev", found.maxSevGuests()));
            case "sev-es" -> kvm.flatMap(LibvirtWord::encryptedState);
            case "sev-snp" -> kvm.flatMap(found -> security(found, "sev-snp", OptionalInt.empty()));
            case "tdx" -> kvm.flatMap(found -> security(found, "tdx", OptionalInt.empty()));
            default -> Optional.empty();
        };
    }

    private static LibvirtWord yes(String source, String what) {
        return new LibvirtWord(true, Evidence.ofSystem(source, what));
    }

    private static LibvirtWord no(String what) {
        return new LibvirtWord(false, Evidence.ofSystem(DOMAIN_CAPABILITIES, what));
    }

    private static Optional<LibvirtWord> flag(CapabilitiesXml capabilities, String name) {
        return capabilities.cpu().stream()
                .flatMap(cpu -> cpu.features().stream())
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .map(feature -> yes(CAPABILITIES, "CPU feature " + name));
    }

    private static Optional<LibvirtWord> security(DomainCapabilitiesXml kvm, String kind, OptionalInt most) {
        boolean isListed = kvm.launchSecurityTypes().contains(kind);
        if (isListed || kvm.supportsFeature(kind).orElse(false)) {
            String limit = most.isPresent() ? ", at most " + most.getAsInt() + " guests at once" : "";
            return Optional.of(yes(DOMAIN_CAPABILITIES, "launch security " + kind + limit));
        }
        // Only what is denied by name is known not to be: older versions name fewer kinds.
        boolean isDenied = kvm.supportsFeature(kind).isPresent()
                || kvm.supportsFeature("launchSecurity").isPresent();
        return isDenied ? Optional.of(no("no launch security " + kind)) : Optional.empty();
    }

    /** Libvirt tells of SEV-ES by the number of guests that can have it. */
    private static Optional<LibvirtWord> encryptedState(DomainCapabilitiesXml kvm) {
        OptionalInt most = kvm.maxSevEsGuests();
        if (most.isPresent()) {
            String limit = "at most " + most.getAsInt() + " guests with SEV-ES at once";
            return Optional.of(most.getAsInt() > 0 ? yes(DOMAIN_CAPABILITIES, limit) : no(limit));
        }
        boolean isDenied = kvm.supportsFeature("sev").equals(Optional.of(false));
        return isDenied ? Optional.of(no("no launch security sev, which SEV-ES is part of")) : Optional.empty();
    }
}
