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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port groups of switches, which guests name as their networks. Thread-safe. */
final class VsphereNetworks implements Networks {
    private static final String NAME = "name";
    private static final String ACCESSIBLE = "summary.accessible";

    /** What the server has as networks, by how they come about. */
    private static final Map<String, String> MODES =
            Map.of("Network", "standard", "DistributedVirtualPortgroup", "distributed", "OpaqueNetwork", "opaque");

    private final Vsphere vsphere;

    VsphereNetworks(Vsphere vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public List<VirtualNetwork> list() {
        return vsphere.properties()
                .all("Network", List.of(NAME, ACCESSIBLE), vsphere.errors("list networks"), VsphereNetworks::read);
    }

    private static Optional<VirtualNetwork> read(ObjectContent content) {
        String type = content.ref().type();
        return content.text(NAME)
                .map(GuestReading::unescaped)
                .map(name -> VirtualNetwork.builder(name, MODES.getOrDefault(type, type))
                        .active(content.flag(ACCESSIBLE).orElse(false))
                        .build());
    }

    /** Where a port group goes is a matter of switches and their cards, of which a specification says nothing. */
    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        return refuse("create network", spec.name());
    }

    @Override
    public Operation<String> delete(String network) {
        return refuse("delete network", network);
    }

    private <T> Operation<T> refuse(String operation, String name) {
        return vsphere.context().change(operation, "network " + name, source -> {
            ErrorFactory about = vsphere.errors(operation).subject("network " + name);
            throw about.remedy("make or delete the port group in vCenter or on the host")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "a port group belongs to a switch and its cards, which the SDK does not choose");
        });
    }
}
