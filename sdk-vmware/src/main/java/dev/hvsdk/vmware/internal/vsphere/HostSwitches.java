/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;

/**
 * The standard switches of one host. Immutable.
 *
 * @param system what manages them
 * @param switches in the host's order
 * @param groups the port groups of all of them
 */
record HostSwitches(ManagedRef system, List<Switch> switches, List<Group> groups) {
    static final String MANAGER = "configManager.networkSystem";
    private static final String SWITCHES = "networkInfo.vswitch";
    private static final String GROUPS = "networkInfo.portgroup";

    HostSwitches {
        switches = List.copyOf(switches);
        groups = List.copyOf(groups);
    }

    /**
     * One switch.
     *
     * @param name its name
     * @param isWired whether it has a card of the host
     */
    record Switch(String name, boolean isWired) {}

    /**
     * Ports of a switch that guests name as one network.
     *
     * @param name its name
     * @param owner the name of its switch
     */
    record Group(String name, String owner) {}

    /** Of hosts that shall be changed, all of them. */
    static List<HostSwitches> of(Hosts hosts) {
        return of(hosts.vsphere(), hosts.managers(MANAGER), hosts.about());
    }

    /** Of all hosts that tell. */
    static List<HostSwitches> all(Vsphere vsphere, ErrorFactory about) {
        List<ManagedRef> managers =
                vsphere.properties().all("HostSystem", List.of(MANAGER), about, host -> host.ref(MANAGER));
        return of(vsphere, managers, about);
    }

    private static List<HostSwitches> of(Vsphere vsphere, List<ManagedRef> managers, ErrorFactory about) {
        return vsphere.properties().of(managers, about, SWITCHES, GROUPS).stream()
                .map(HostSwitches::of)
                .toList();
    }

    private static HostSwitches of(ObjectContent content) {
        List<Switch> switches =
                children(content, SWITCHES).stream().map(HostSwitches::ofSwitch).toList();
        List<Group> groups =
                children(content, GROUPS).stream().map(HostSwitches::ofGroup).toList();
        return new HostSwitches(content.ref(), switches, groups);
    }

    private static List<Element> children(ObjectContent content, String path) {
        return content.find(path).map(Element::children).orElse(List.of());
    }

    private static Switch ofSwitch(Element one) {
        return new Switch(one.text("name").orElse(""), one.find("pnic").isPresent());
    }

    private static Group ofGroup(Element one) {
        return new Group(
                one.text("spec", "name").orElse(""),
                one.text("spec", "vswitchName").orElse(""));
    }

    /** The switch of a port group; empty if there is no port group of this name. */
    Optional<Switch> ownerOf(String group) {
        return groups.stream()
                .filter(one -> one.name().equals(group))
                .findFirst()
                .flatMap(one -> find(one.owner()));
    }

    Optional<Switch> find(String name) {
        return switches.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Whether a switch has no card and no port group but this one. */
    boolean isFor(Switch owner, String group) {
        return !owner.isWired()
                && groups.stream()
                        .filter(one -> one.owner().equals(owner.name()))
                        .allMatch(one -> one.name().equals(group));
    }
}
