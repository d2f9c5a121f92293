/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.DomainCapabilities;
import dev.hvsdk.libvirt.DomainKind;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import java.util.List;
import java.util.Optional;

/**
 * What domains of one kind can have on a host of libvirt. Immutable.
 *
 * @param answer what libvirt says, or why it says nothing
 */
record DomainReading(DomainKind kind, List<CapabilitiesXml.Machine> machines, Support<DomainCapabilitiesXml> answer) {
    /** The kinds of the host's own architecture; of others it may have dozens. */
    static Optional<List<DomainReading>> of(Hypervisor host) {
        return host.capability(DomainCapabilities.class).map(DomainReading::own).asOptional();
    }

    private static List<DomainReading> own(DomainCapabilities capabilities) {
        List<DomainKind> kinds = capabilities.kinds();
        return kinds.stream()
                .filter(kind -> kind.architecture().equals(kinds.get(0).architecture()))
                .map(kind -> new DomainReading(kind, capabilities.machines(kind), read(capabilities, kind)))
                .toList();
    }

    /** One kind that fails, as KVM that is there and does not work, does not hide the others. */
    private static Support<DomainCapabilitiesXml> read(DomainCapabilities capabilities, DomainKind kind) {
        try {
            return Support.available(capabilities.read(kind));
        } catch (HypervisorException e) {
            return Support.unavailable(Support.Reason.HOST_MISCONFIGURED, String.valueOf(e.getMessage()));
        }
    }

    List<String> usableModels() {
        return answer.asOptional().stream()
                .flatMap(found -> found.cpuModels().stream())
                .filter(model -> model.usable().orElse(false))
                .map(DomainCapabilitiesXml.CpuModel::name)
                .sorted()
                .toList();
    }

    /** The short names of machines, which are those that people write; all where there is no such name. */
    List<String> shortMachines() {
        List<String> aliases = machines.stream()
                .filter(machine -> machine.canonical().isPresent())
                .map(CapabilitiesXml.Machine::name)
                .sorted()
                .toList();
        return aliases.isEmpty()
                ? machines.stream().map(CapabilitiesXml.Machine::name).toList()
                : aliases;
    }

    List<String> security() {
        return answer.asOptional().stream()
                .flatMap(found -> found.launchSecurity().stream())
                .toList();
    }
}
