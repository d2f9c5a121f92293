/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network interface, as vmrest tells of it.
 *
 * <p>Immutable.
 *
 * @param index by which vmrest knows it
 * @param type {@code bridged}, {@code nat}, {@code hostonly} or {@code custom}
 * @param vmnet the name of the network, if it says one
 * @param macAddress as vmrest writes it; there may be none before the first start
 */
public record VmrestNic(
        int index,
        String type,
        @Nullable String vmnet,
        @Nullable String macAddress) {
    /** Its address, in lower case with colons. */
    public Optional<String> mac() {
        return Optional.ofNullable(macAddress)
                .map(text -> text.toLowerCase(Locale.ROOT).replace('-', ':'))
                .filter(mac -> mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"));
    }

    /** Its network as the machine's file says it: that of the type, or the one that was chosen. */
    public String network() {
        return type.equalsIgnoreCase("custom") && vmnet != null ? vmnet : type.toLowerCase(Locale.ROOT);
    }
}
