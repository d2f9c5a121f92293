/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;

/** Port groups of switches, which cards of guests name as their networks. Thread-safe. */
final class VsphereNetworks implements Networks {
    private static final String TYPE = "Network";
    private static final String DISTRIBUTED = "DistributedVirtualPortgroup";
    private static final String OPAQUE = "OpaqueNetwork";
    private static final String NAME = "name";
    private static final String ACCESSIBLE = "summary.accessible";
    private static final String GUESTS = "vm";
    private static final String TAGS = "tag";

    /** By this tag, servers mark the ports of distributed switches that lead to cards of hosts. */
    private static final String UPLINKS = "SYSTEM/DVS.UPLINKPG";

    private final Vsphere vsphere;

    VsphereNetworks(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public List<VirtualNetwork> list() {
        return list(vsphere.errors("list networks"));
    }

    private List<VirtualNetwork> list(ErrorFactory about) {
        List<ObjectContent> networks =
                vsphere.properties().all(TYPE, List.of(NAME, ACCESSIBLE, TAGS), about, VsphereNetworks::forGuests);
        List<HostSwitches> switches = HostSwitches.all(vsphere, about);
        return networks.stream().flatMap(one -> network(one, switches).stream()).toList();
    }

    /** Guests cannot be plugged into the others. */
    private static Optional<ObjectContent> forGuests(ObjectContent content) {
        boolean leadsToCards = content.find(TAGS).stream()
                .flatMap(tags -> tags.children().stream())
                .anyMatch(tag -> tag.text("key").filter(UPLINKS::equals).isPresent());
        return leadsToCards ? Optional.empty() : Optional.of(content);
    }

    private static Optional<VirtualNetwork> network(ObjectContent content, List<HostSwitches> switches) {
        return name(content).map(name -> {
            boolean active = content.flag(ACCESSIBLE).orElse(false);
            return switch (content.ref().type()) {
                case DISTRIBUTED ->
                    VirtualNetwork.builder(name, "distributed").active(active).build();
                case OPAQUE ->
                    VirtualNetwork.builder(name, "opaque").active(active).build();
                default -> standard(name, active, switches);
            };
        });
    }

    private static Optional<String> name(ObjectContent content) {
        return content.text(NAME).map(GuestReading::unescaped);
    }

    /** Hosts may have it on switches of several names, of which there is no one to tell. */
    private static VirtualNetwork standard(String name, boolean active, List<HostSwitches> hosts) {
        List<HostSwitches.Switch> owners = hosts.stream()
                .flatMap(host -> host.ownerOf(name).stream())
                .distinct()
                .toList();
        boolean isolated = !owners.isEmpty() && owners.stream().noneMatch(HostSwitches.Switch::isWired);
        VirtualNetwork.Builder network = VirtualNetwork.builder(
                        name, isolated ? PortGroups.ISOLATED : PortGroups.STANDARD)
                .active(active);
        List<String> names =
                owners.stream().map(HostSwitches.Switch::name).distinct().toList();
        if (names.size() == 1) {
            network.bridge(names.get(0));
        }
        return network.build();
    }

    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        return change("create", spec.name(), about -> {
            if (list(about).stream().anyMatch(one -> one.name().equals(spec.name()))) {
                throw about.conflict("there is a network of that name already");
            }
            new PortGroups(vsphere, about).make(spec);
            return list(about).stream()
                    .filter(one -> one.name().equals(spec.name()))
                    .findFirst()
                    .orElseThrow(() -> about.hostFailure("the server made the network and does not list it"));
        });
    }

    @Override
    public Operation<String> delete(String network) {
        return change("delete", network, about -> {
            ObjectContent found = find(network, about);
            int guests = found.find(GUESTS).map(all -> all.children().size()).orElse(0);
            if (guests > 0) {
                throw about.conflict(guests + " guests have a card in it");
            }
            delete(found.ref(), network, about);
            return network;
        });
    }

    private ObjectContent find(String network, ErrorFactory about) {
        List<ObjectContent> found =
                vsphere.properties().all(TYPE, List.of(NAME, GUESTS, TAGS), about, VsphereNetworks::forGuests).stream()
                        .filter(one -> name(one).filter(network::equals).isPresent())
                        .toList();
        if (found.size() > 1) {
            throw about.conflict(found.size() + " networks bear that name, in several data centres");
        }
        return found.stream().findFirst().orElseThrow(() -> about.notFound("there is no network of that name"));
    }

    private void delete(ManagedRef network, String name, ErrorFactory about) {
        switch (network.type()) {
            case DISTRIBUTED -> vsphere.tasks().run(network, "Destroy_Task", about);
            case OPAQUE ->
                throw about.remedy("delete it where it was made")
                        .unsupported(Support.Reason.NO_SUCH_CONCEPT, "an opaque network is not vSphere's own");
            default -> new PortGroups(vsphere, about).delete(name);
        }
    }

    /** A change that knows what it is about. */
    @FunctionalInterface
    private interface Change<T> {
        T run(ErrorFactory about);
    }

    private <T> Operation<T> change(String operation, String network, Change<T> change) {
        String subject = "network " + network;
        return vsphere.context()
                .change(
                        operation,
                        subject,
                        source -> change.run(vsphere.errors(operation).subject(subject)));
    }
}
