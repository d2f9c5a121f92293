/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirNetwork;
import dev.hvsdk.libvirt.internal.natives.VirNetworkPort;
import dev.hvsdk.libvirt.xml.NetworkXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Libvirt's virtual networks. Immutable. */
final class LibvirtNetworks implements Networks {
    private final HostAccess host;

    private LibvirtNetworks(HostAccess host) {
        this.host = host;
    }

    static Support<Networks> of(HostAccess host) {
        // Without an array it counts only.
        return host.supported(
                        "networks",
                        () -> host.read(
                                "ask for networks",
                                connection -> Vir.check(VirNetwork.virConnectListAllNetworks(connection, 0, 0))))
                .map(yes -> new LibvirtNetworks(host));
    }

    @Override
    public List<VirtualNetwork> list() {
        return host.read("list networks", LibvirtNetworks::all).stream()
                .sorted(Comparator.comparing(VirtualNetwork::name))
                .toList();
    }

    /** Each network; those that vanish meanwhile are left out. */
    static List<VirtualNetwork> all(long connection) {
        return Handles.readAll(
                array -> VirNetwork.virConnectListAllNetworks(connection, array, 0),
                LibvirtNetworks::present,
                VirNetwork::virNetworkFree);
    }

    private static Optional<VirtualNetwork> present(long network) {
        long xml = VirNetwork.virNetworkGetXMLDesc(network, 0);
        return xml == 0 ? Vir.unless(VirErrors.NO_NETWORK) : Optional.of(reading(network, Vir.take(xml)));
    }

    static VirtualNetwork reading(long network) {
        return reading(network, Vir.take(VirNetwork.virNetworkGetXMLDesc(network, 0)));
    }

    private static VirtualNetwork reading(long network, String xml) {
        boolean isActive = Vir.check(VirNetwork.virNetworkIsActive(network)) == 1;
        return NetworkXml.parse(xml).toVirtualNetwork(isActive);
    }

    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        String subject = "network " + spec.name();
        return host.change("create", subject, source -> {
            NetworkMaker maker = new NetworkMaker(spec, host.errors("create").subject(subject));
            return host.work("create", subject, maker::make);
        });
    }

    @Override
    public Operation<String> delete(String network) {
        String subject = "network " + network;
        return host.change("delete", subject, source -> {
            ErrorFactory errors = host.errors("delete").subject(subject);
            return host.work("delete", subject, connection -> delete(connection, network, errors));
        });
    }

    private static String delete(long connection, String name, ErrorFactory errors) {
        if (!ResourceNames.isCString(name)) {
            throw errors.notFound("there is no network of a name that no C string can hold");
        }
        long network = Vir.check(VirNetwork.virNetworkLookupByName(connection, name));
        return Handles.use(network, found -> delete(found, errors, name), VirNetwork::virNetworkFree);
    }

    private static String delete(long network, ErrorFactory errors, String name) {
        if (isUsed(network)) {
            throw errors.remedy("stop the guests that use it first").conflict("guests that run use it");
        }
        boolean isPersistent = Vir.check(VirNetwork.virNetworkIsPersistent(network)) == 1;
        if (Vir.check(VirNetwork.virNetworkIsActive(network)) == 1) {
            Vir.check(VirNetwork.virNetworkDestroy(network));
        }
        if (isPersistent) {
            Vir.check(VirNetwork.virNetworkUndefine(network));
        }
        return name;
    }

    /** Libvirt would take it from them; a driver without ports has no guests that it could be taken from. */
    private static boolean isUsed(long network) {
        return Vir.ifSupported(() -> Vir.check(VirNetworkPort.virNetworkListAllPorts(network, 0, 0)))
                .filter(ports -> ports > 0)
                .isPresent();
    }
}
