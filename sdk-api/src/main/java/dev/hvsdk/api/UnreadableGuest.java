/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * A guest that is on the host and could not be read, such as one whose monitor hangs.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param id the id by which the host knows it
 * @param why what went wrong
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UnreadableGuest(GuestId id, HypervisorException why) {}
