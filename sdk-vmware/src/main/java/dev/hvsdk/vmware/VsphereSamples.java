/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.UnreadableGuest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The newest samples of many guests.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param guests the samples by guest, in the server's order; one that has only just started has none yet and is left out
 * @param incomplete the guests that could not be read, and why
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record VsphereSamples(Map<GuestId, VsphereSample> guests, List<UnreadableGuest> incomplete) {
    /** Copies both. */
    public VsphereSamples {
        // Not Map.copyOf, which loses the server's order.
        guests = Collections.unmodifiableMap(new LinkedHashMap<>(guests));
        incomplete = List.copyOf(incomplete);
    }
}
