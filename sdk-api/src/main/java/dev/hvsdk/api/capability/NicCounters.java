/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.unit.MemorySize;
import org.apiguardian.api.API;

/**
 * What one network interface of a guest has received and sent since the guest's start.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param device the network interface by the host's name, such as {@code vnet0}
 * @param received the amount received
 * @param sent the amount sent
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NicCounters(String device, MemorySize received, MemorySize sent) {}
