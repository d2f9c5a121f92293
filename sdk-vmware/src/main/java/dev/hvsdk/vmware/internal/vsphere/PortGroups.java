/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes and deletes port groups of standard switches, on each of several hosts. */
final class PortGroups {
    static final String STANDARD = "standard";
    static final String ISOLATED = "isolated";

    /** Of a switch's name: HostNetworkSystem.AddVirtualSwitch. */
    private static final int LONGEST_SWITCH = 31;

    /** Ports of a switch that is made; servers since ESXi 5.5 make more as they are needed. */
    private static final int PORTS = 128;

    private final Vsphere vsphere;
    private final ErrorFactory about;

    PortGroups(Vsphere vsphere, ErrorFactory about) {
        this.vsphere = vsphere;
        this.about = about;
    }

    void make(NetworkSpec spec) {
        spec.subnet().ifPresent(subnet -> {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT,
                    "subnet: vSphere hands out no addresses, so that " + subnet + " would mean nothing");
        });
        requireName(spec.name());
        List<HostSwitches> hosts = HostSwitches.of(Hosts.of(vsphere, about));
        switch (spec.mode().orElse(STANDARD)) {
            case STANDARD -> standard(hosts, spec.name());
            case ISOLATED -> isolated(hosts, spec.name());
            case "distributed", "opaque" ->
                throw about.remedy("make it in vCenter")
                        .unsupported(
                                Support.Reason.NOT_IMPLEMENTED,
                                "mode: networks of switches that hosts share are read and not made");
            default ->
                throw about.remedy("use standard or isolated")
                        .unsupported(
                                Support.Reason.NO_SUCH_CONCEPT,
                                "mode: vSphere has no network of the mode "
                                        + spec.mode().get() + "; its switches neither translate addresses nor route");
        }
    }

    private void requireName(String name) {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "no port group can have that name");
        }
    }

    /** Which switches they are is known before the first is changed. */
    private void standard(List<HostSwitches> hosts, String name) {
        Map<HostSwitches, String> owners = new LinkedHashMap<>();
        hosts.forEach(host -> owners.put(host, wired(host)));
        allOrNone(name, false, () -> owners.forEach((host, owner) -> addGroup(host, name, owner)));
    }

    /** A network that some hosts have and others do not would be one that guests are started on by luck. */
    private void allOrNone(String name, boolean withSwitches, Runnable making) {
        try {
            making.run();
        } catch (HypervisorException e) {
            try {
                remove(name, withSwitches);
            } catch (HypervisorException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    private String wired(HostSwitches host) {
        return host.switches().stream()
                .filter(HostSwitches.Switch::isWired)
                .findFirst()
                .map(HostSwitches.Switch::name)
                .orElseThrow(() -> about.remedy("use the mode isolated, or give a switch a card")
                        .unsupported(
                                Support.Reason.HOST_MISCONFIGURED,
                                "a host has no standard switch with a network card"));
    }

    /** A switch of its own, of the same name, without a card. */
    private void isolated(List<HostSwitches> hosts, String name) {
        if (name.length() > LONGEST_SWITCH) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a switch has a name of at most " + LONGEST_SWITCH + " characters");
        }
        if (hosts.stream().anyMatch(host -> host.find(name).isPresent())) {
            throw about.conflict("a host has a switch of that name already");
        }
        allOrNone(
                name,
                true,
                () -> hosts.forEach(host -> {
                    call(
                            host.system(),
                            "AddVirtualSwitch",
                            Element.ofText("vswitchName", name),
                            Element.of("spec", Element.ofNumber("numPorts", PORTS)));
                    addGroup(host, name, name);
                }));
    }

    private void addGroup(HostSwitches host, String name, String owner) {
        call(
                host.system(),
                "AddPortGroup",
                Element.of(
                        "portgrp",
                        Element.ofText("name", name),
                        Element.ofNumber("vlanId", 0),
                        Element.ofText("vswitchName", owner),
                        Element.of("policy")));
    }

    /** On all hosts that have it, with a switch that was there for it alone. */
    void delete(String name) {
        remove(name, false);
    }

    /** Also a switch that got no port group yet, if that is wanted. */
    private void remove(String name, boolean withSwitches) {
        for (HostSwitches host : HostSwitches.all(vsphere, about)) {
            Optional<HostSwitches.Switch> owner = host.ownerOf(name);
            if (owner.isPresent()) {
                call(host.system(), "RemovePortGroup", Element.ofText("pgName", name));
            }
            Optional<HostSwitches.Switch> own = withSwitches ? host.find(name) : owner;
            if (own.filter(one -> one.name().equals(name) && host.isFor(one, name))
                    .isPresent()) {
                call(host.system(), "RemoveVirtualSwitch", Element.ofText("vswitchName", name));
            }
        }
    }

    private void call(ManagedRef system, String method, Element... arguments) {
        Element ignored = vsphere.session().call(system, method, about, arguments);
    }
}
