/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks that cards can be plugged into, and what a card says of the one that it is plugged into. */
final class NetworkPlugs {
    private static final String NAME = "name";
    private static final String KEY = "key";
    private static final String SWITCH = "config.distributedVirtualSwitch";
    private static final String OPAQUE = "summary";
    private static final String PORT_GROUP = "DistributedVirtualPortgroup";
    private static final String OPAQUE_NETWORK = "OpaqueNetwork";

    private final Vsphere vsphere;
    private final List<ManagedRef> networks;
    private final ErrorFactory about;

    /** Of a host, a cluster or a guest. */
    NetworkPlugs(Vsphere vsphere, List<ManagedRef> networks, ErrorFactory about) {
        this.vsphere = vsphere;
        this.networks = networks;
        this.about = about;
    }

    /** How a card says that it is plugged into the network of this name; empty if there is none. */
    Optional<Element> backing(String name) {
        return vsphere.properties().of(networks, about, NAME).stream()
                .filter(one -> one.text(NAME)
                        .map(GuestReading::unescaped)
                        .filter(name::equals)
                        .isPresent())
                .map(ObjectContent::ref)
                .findFirst()
                .map(network -> backing(network, name));
    }

    /** How a card says so of a network that is not looked for. */
    static Element plain(String name) {
        return Element.of("backing", Element.ofText("deviceName", name)).typed("VirtualEthernetCardNetworkBackingInfo");
    }

    private Element backing(ManagedRef network, String name) {
        return switch (network.type()) {
            case PORT_GROUP -> portGroup(network);
            case OPAQUE_NETWORK -> opaque(network);
            default -> plain(name);
        };
    }

    private Element portGroup(ManagedRef network) {
        ObjectContent group = vsphere.properties().of(network, about, KEY, SWITCH);
        ManagedRef owner = group.ref(SWITCH).orElseThrow(this::untold);
        String uuid = vsphere.properties().of(owner, about, "uuid").text("uuid").orElseThrow(this::untold);
        Element port = Element.of(
                "port",
                Element.ofText("switchUuid", uuid),
                Element.ofText("portgroupKey", group.text(KEY).orElseThrow(this::untold)));
        return Element.of("backing", port).typed("VirtualEthernetCardDistributedVirtualPortBackingInfo");
    }

    private Element opaque(ManagedRef network) {
        Element summary =
                vsphere.properties().of(network, about, OPAQUE).find(OPAQUE).orElseThrow(this::untold);
        return Element.of(
                        "backing",
                        Element.ofText(
                                "opaqueNetworkId",
                                summary.text("opaqueNetworkId").orElseThrow(this::untold)),
                        Element.ofText(
                                "opaqueNetworkType",
                                summary.text("opaqueNetworkType").orElseThrow(this::untold)))
                .typed("VirtualEthernetCardOpaqueNetworkBackingInfo");
    }

    private RuntimeException untold() {
        return about.permissionDenied("the server does not tell how to plug into the network");
    }

    /** The names of port groups and of networks of others, by the words in which cards speak of them. */
    Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        read(PORT_GROUP, KEY).forEach(one -> one.text(KEY).ifPresent(key -> put(names, key, one)));
        read(OPAQUE_NETWORK, OPAQUE)
                .forEach(one -> one.find(OPAQUE)
                        .flatMap(summary -> summary.text("opaqueNetworkId"))
                        .ifPresent(id -> put(names, id, one)));
        return names;
    }

    private List<ObjectContent> read(String type, String path) {
        List<ManagedRef> some =
                networks.stream().filter(one -> one.type().equals(type)).toList();
        return some.isEmpty() ? List.of() : vsphere.properties().of(some, about, NAME, path);
    }

    private static void put(Map<String, String> names, String key, ObjectContent network) {
        network.text(NAME).map(GuestReading::unescaped).ifPresent(name -> names.put(key, name));
    }

    /** The network of a card; empty if it is plugged into none, or into one that is not told. */
    static Optional<String> name(Element card, Map<String, String> names) {
        return card.text("backing", "deviceName")
                .or(() -> card.text("backing", "port", "portgroupKey").map(names::get))
                .or(() -> card.text("backing", "opaqueNetworkId").map(names::get));
    }
}
