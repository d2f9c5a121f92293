/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.DomainCapabilities;
import dev.hvsdk.libvirt.DomainKind;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.VirHypervisorCpu;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.CpuXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml.CpuModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads libvirt's capabilities and domain capabilities. Immutable. */
final class LibvirtDomainCapabilities implements DomainCapabilities {
    /** {@code VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE}: the error says why. */
    private static final int FAIL_INCOMPATIBLE = 1;

    private final HostAccess host;

    private LibvirtDomainCapabilities(HostAccess host) {
        this.host = host;
    }

    static Support<DomainCapabilities> of(HostAccess host) {
        return host.supported("domain capabilities", () -> host.domainCapabilitiesXml(null, null, null, null))
                .map(yes -> new LibvirtDomainCapabilities(host));
    }

    @Override
    public List<DomainKind> kinds() {
        CapabilitiesXml capabilities = CapabilitiesXml.parse(host.capabilitiesXml());
        String own = capabilities.cpu().flatMap(CpuXml::arch).orElse("");
        return capabilities.guests().stream()
                .flatMap(LibvirtDomainCapabilities::kinds)
                .distinct()
                .sorted(Comparator.comparing(
                                (DomainKind kind) -> !kind.architecture().equals(own))
                        .thenComparing(kind -> !kind.type().equals("kvm")))
                .toList();
    }

    private static Stream<DomainKind> kinds(CapabilitiesXml.Guest guest) {
        return guest.arch().stream()
                .flatMap(arch -> guest.domainTypes().stream().map(type -> DomainKind.of(type, arch)));
    }

    @Override
    public List<CapabilitiesXml.Machine> machines(DomainKind kind) {
        return CapabilitiesXml.parse(host.capabilitiesXml()).guests().stream()
                .filter(guest -> kinds(guest).anyMatch(DomainKind.of(kind.type(), kind.architecture())::equals))
                .flatMap(guest -> guest.machines(kind.type()).stream())
                .toList();
    }

    @Override
    public DomainCapabilitiesXml read(DomainKind kind) {
        return DomainCapabilitiesXml.parse(host.domainCapabilitiesXml(
                null, kind.architecture(), kind.machine().orElse(null), kind.type()));
    }

    @Override
    public List<String> blockers(DomainKind kind, String model) {
        CpuModel known = read(kind).cpuModels().stream()
                .filter(found -> found.name().equals(model))
                .findFirst()
                .orElseThrow(() -> host.errors("read CPU models")
                        .subject("CPU " + model)
                        .notFound("domains of the kind " + kind + " know no such model"));
        boolean isAnswered = !known.blockers().isEmpty() || !known.usable().equals(Optional.of(false));
        return isAnswered ? known.blockers() : compared(kind, model);
    }

    private List<String> compared(DomainKind kind, String model) {
        String xml = CpuXml.model(model).toXml();
        return host.read("compare CPU", connection -> {
            int result = VirHypervisorCpu.virConnectCompareHypervisorCPU(
                    connection,
                    null,
                    kind.architecture(),
                    kind.machine().orElse(null),
                    kind.type(),
                    xml,
                    FAIL_INCOMPATIBLE);
            return result < 0 ? missing(VirFailure.last()) : List.of();
        });
    }

    private static List<String> missing(VirFailure failure) {
        if (failure.code() != VirErrors.CPU_INCOMPATIBLE) {
            throw new VirException(failure);
        }
        return MissingFeatures.of(failure.text());
    }
}
