/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmrest.Vmrest;
import dev.hvsdk.vmware.internal.vmrest.VmrestNetwork;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The networks of vmrest, which makes them and does not delete them. Immutable. */
final class VmrestNetworks implements Networks {
    private static final String NAME = "vmnet(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Set<String> TYPES = Set.of("bridged", "nat", "hostOnly");

    private final HostContext host;
    private final Vmrest vmrest;

    VmrestNetworks(HostContext host, Vmrest vmrest) {
        this.host = host;
        this.vmrest = vmrest;
    }

    @Override
    public List<VirtualNetwork> list() {
        return vmrest.networks(host.errors("list networks")).stream()
                .map(VmrestNetworks::reading)
                .toList();
    }

    /** What vmrest lists can be used; it says of none that it could not. */
    private static VirtualNetwork reading(VmrestNetwork network) {
        VirtualNetwork.Builder reading =
                VirtualNetwork.builder(network.name(), network.type()).active(true);
        network.cidr().ifPresent(reading::subnet);
        return reading.build();
    }

    private Optional<VirtualNetwork> find(String name) {
        return list().stream().filter(network -> network.name().equals(name)).findFirst();
    }

    @Override
    public Operation<VirtualNetwork> create(NetworkSpec spec) {
        String subject = "network " + spec.name();
        return host.change("create", subject, source -> {
            ErrorFactory about = host.errors("create").subject(subject);
            refuseUnknownParts(spec, about);
            if (find(spec.name()).isPresent()) {
                throw about.conflict("there is a network of this name");
            }
            make(spec, about);
            return find(spec.name()).orElseThrow(() -> about.hostFailure("vmrest has made it, and does not list it"));
        });
    }

    private void make(NetworkSpec spec, ErrorFactory about) {
        try {
            vmrest.makeNetwork(spec.name(), spec.mode().orElse(null), about);
        } catch (HypervisorException.WrongState e) {
            throw about.cause(e).conflict("vmrest refuses it: the name, or what the network needs, is taken");
        }
    }

    private static void refuseUnknownParts(NetworkSpec spec, ErrorFactory about) {
        if (!spec.name().matches(NAME)) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a network of the hosted products is named vmnet0 to vmnet255");
        }
        if (spec.mode().filter(mode -> !TYPES.contains(mode)).isPresent()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a network is bridged, nat or hostOnly");
        }
        if (spec.subnet().isPresent()) {
            throw about.remedy("leave out the subnet, and set it with the product's Virtual Network Editor")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "vmrest chooses the addresses of a network itself");
        }
    }

    @Override
    public Operation<String> delete(String network) {
        String subject = "network " + network;
        return host.change("delete", subject, source -> {
            ErrorFactory about = host.errors("delete").subject(subject);
            if (find(network).isEmpty()) {
                throw about.notFound("there is no network of this name");
            }
            throw about.remedy("delete it with the product's Virtual Network Editor")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "vmrest makes networks and deletes none");
        });
    }
}
