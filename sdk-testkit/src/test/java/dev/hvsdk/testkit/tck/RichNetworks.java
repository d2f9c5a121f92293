/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.testkit.tck.RichHost.Flaw;
import java.util.List;
import java.util.stream.Stream;

record RichNetworks(RichHost host, Networks real) implements Networks {
    @Override
    public List<VirtualNetwork> list() {
        return Stream.concat(real.list().stream(), host.networks.values().stream())
                .toList();
    }

    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        return host.run("create network", () -> {
            VirtualNetwork made = VirtualNetwork.builder(spec.name(), "nat").build();
            if (host.networks.put(spec.name(), made) != null && !host.has(Flaw.NETWORK_IS_MADE_TWICE)) {
                throw RichHost.conflict("network " + spec.name());
            }
            return made;
        });
    }

    @Override
    public Operation<String> delete(String network) {
        return host.run("delete network", () -> {
            host.networks.remove(network);
            return network;
        });
    }
}
