/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * An event that only one family of backends can tell.
 *
 * <p>The open branch of {@link HypervisorEvent}; the backend exports its own type, with value equality as the other events have.
 * Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public non-sealed interface FamilyEvent extends HypervisorEvent {
    /** What happened, as the family names it, lower case with hyphens: {@code block-job}, {@code oom}. */
    String type();
}
