/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A virtual network of the host, as vmrest tells of it.
 *
 * <p>Immutable.
 *
 * @param name {@code vmnet8}
 * @param type {@code bridged}, {@code nat} or {@code hostOnly}
 * @param subnet its first address
 * @param mask such as {@code 255.255.255.0}
 */
public record VmrestNetwork(
        String name,
        String type,
        @Nullable String subnet,
        @Nullable String mask) {
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Its addresses in CIDR notation; empty if it has none, or the mask is none. */
    public Optional<String> cidr() {
        return Optional.ofNullable(subnet)
                .filter(text -> ADDRESS.matcher(text).matches())
                .flatMap(text -> prefix().map(length -> text + "/" + length));
    }

    private Optional<Integer> prefix() {
        Matcher matcher = ADDRESS.matcher(Objects.requireNonNullElse(mask, ""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | part;
        }
        int length = Integer.bitCount(bits);
        // Ones first, and then zeros alone.
        boolean isMask = length == 0 ? bits == 0 : bits == -1 << (32 - length);
        return isMask ? Optional.of(length) : Optional.empty();
    }
}
