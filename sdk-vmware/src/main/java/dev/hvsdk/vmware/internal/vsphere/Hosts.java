/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;

/**
 * Hosts, and the managers of their parts. Immutable.
 *
 * @param vsphere the server
 * @param about what they are asked for
 * @param refs what the server calls them
 */
record Hosts(Vsphere vsphere, ErrorFactory about, List<ManagedRef> refs) {
    Hosts {
        refs = List.copyOf(refs);
    }

    static Hosts of(Vsphere vsphere, ErrorFactory about, List<ManagedRef> refs) {
        return new Hosts(vsphere, about, refs);
    }

    /** Those of the first cluster, on which guests are made. */
    static Hosts of(Vsphere vsphere, ErrorFactory about) {
        return vsphere.properties().all("ComputeResource", List.of("host"), about, Optional::of).stream()
                .findFirst()
                .map(cluster -> of(vsphere, about, References.of(cluster, "host")))
                .orElseThrow(() -> about.hostFailure("the server has no hosts"));
    }

    /** The managers at this path, one of each host, in their order; throws PermissionDenied if one is not told. */
    List<ManagedRef> managers(String path) {
        return vsphere.properties().of(refs, about, path).stream()
                .map(host -> host.ref(path)
                        .orElseThrow(() -> about.permissionDenied("the server does not tell of " + host.ref())))
                .toList();
    }
}
