/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One network card, as xl-network-configuration(5) has it.
 *
 * <p>Immutable.
 *
 * @param parts the keys with their values, in their order; those that are unknown too
 */
public record VifSpec(Map<String, String> parts) {
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** Copies. */
    public VifSpec {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * Reads one; an empty text is a card of which all is xl's choice.
     *
     * @throws UnreadableCfgException if it is none
     */
    public static VifSpec parse(String text) {
        VifSpec vif = new VifSpec(KeyValues.parse(text, "network card"));
        vif.findMac();
        return vif;
    }

    /**
     * Its address, in lower case; none if xl makes one up.
     *
     * @throws UnreadableCfgException if it is no address
     */
    public Optional<String> findMac() {
        return find("mac").map(text -> {
            String mac = text.toLowerCase(Locale.ROOT).replace('-', ':');
            if (!MAC.matcher(mac).matches()) {
                throw new UnreadableCfgException("it is no address of a network card: " + text);
            }
            return mac;
        });
    }

    /** The bridge with what xl's scripts for Open vSwitch take after it: {@code ovsbr0.42}, {@code ovsbr0:42:43}. */
    public Optional<String> findBridge() {
        return find("bridge");
    }

    /** What an HVM guest sees as long as it has no driver for Xen, such as e1000. */
    public Optional<String> findModel() {
        return find("model");
    }

    /** The script that connects it. */
    public Optional<String> findScript() {
        return find("script");
    }

    /** A part; none if it is empty. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(parts.get(key)).filter(value -> !value.isEmpty());
    }

    /** As it stands in a file. */
    public String written() {
        return KeyValues.written(parts);
    }
}
