/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import org.apiguardian.api.API;

/**
 * Who may open a device node, by its classic permissions.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param group the name of the group that owns the node, or its number where it has no name
 * @param openToGroup whether members of the group may read and write
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DeviceAccess(String group, boolean openToGroup) {}
