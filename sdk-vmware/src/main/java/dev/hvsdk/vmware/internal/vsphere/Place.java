/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.Optional;

/**
 * Where a guest is made. Immutable.
 *
 * @param folder in the inventory
 * @param pool what it takes CPU and memory from
 * @param host where it starts; empty for the server's choice
 * @param datastore the name of that of its files
 * @param networks those that it can be plugged into
 */
record Place(
        ManagedRef folder, ManagedRef pool, Optional<ManagedRef> host, String datastore, List<ManagedRef> networks) {}
