/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network interface.
 *
 * <p>Immutable.
 *
 * @param device its key: {@code ethernet0}
 * @param mac its address in lower case; null until the first start gives it one
 * @param network what it is plugged into: the name of a network, or {@code bridged}, {@code nat}, {@code hostonly}, {@code vmnet3}
 * @param model the adapter; null for the product's choice
 */
public record VmxNic(
        String device,
        @Nullable String mac,
        String network,
        @Nullable String model) {
    /** Its address. */
    public Optional<String> findMac() {
        return Optional.ofNullable(mac);
    }

    /** The adapter. */
    public Optional<String> findModel() {
        return Optional.ofNullable(model);
    }
}
