/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import org.apiguardian.api.API;

/**
 * What one family of backends understands in a {@link GuestSpec} beyond the portable core.
 *
 * <p>A backend exports final, immutable implementations; another backend that is given one refuses it as
 * {@link HypervisorException.Unsupported}, so that nothing asked for is lost in silence.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface GuestExtension {}
