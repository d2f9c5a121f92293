/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestSpec;
import org.apiguardian.api.API;

/**
 * Reads the definition of one guest back into what it could be made from: for copies, and to see what was chosen for it.
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface KvmDefinition extends GuestCapability {
    /**
     * The specification that would make such a guest, with {@link KvmOptions}; what no specification can say is not in it.
     *
     * <p>Disks are named and have no size, so that they are shared and not made anew. It says how the guest is at its next start.
     */
    GuestSpec spec();
}
