/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A log whose further lines are delivered, and why that ended.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface FollowedLog extends Subscription {
    /** What broke the log off before the container stopped; empty as long as it is open, and where nothing did. */
    Optional<HypervisorException> failure();
}
