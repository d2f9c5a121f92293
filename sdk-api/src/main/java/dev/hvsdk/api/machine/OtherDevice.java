/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import org.apiguardian.api.API;

/**
 * A device of a kind that only one backend knows.
 *
 * <p>The open branch of {@link PassthroughDevice}; {@link #kind()} says which. Implementations are immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public non-sealed interface OtherDevice extends PassthroughDevice {}
