/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The virtual networks of a host.
 *
 * <p>Libvirt's networks, vSphere's port groups, the networks of container engines. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Networks extends HostCapability {
    /** All networks. */
    List<VirtualNetwork> list();

    /** Makes a network and starts it; fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if the name is taken. */
    Operation<VirtualNetwork> create(NetworkSpec spec);

    /** Stops and deletes a network that no guest uses; ends with the name that it had. */
    Operation<String> delete(String network);
}
