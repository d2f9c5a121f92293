/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.unit.MemorySize;
import org.apiguardian.api.API;

/**
 * What one disk of a guest has read and written since the guest's start.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param device the disk by the host's name, such as {@code vda}
 * @param read the amount read
 * @param written the amount written
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DiskCounters(String device, MemorySize read, MemorySize written) {}
