/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * On which side of a virtualization layer the observed system stands.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum LayerRole {
    /** The observed system is a guest of the layer. */
    GUEST,
    /** The observed system is the layer's privileged host: Xen's dom0, the root partition of Hyper-V. */
    HOST;

    /** The identifier in text and JSON: {@code guest} or {@code host}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
