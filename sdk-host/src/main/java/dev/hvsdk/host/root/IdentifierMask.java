/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Replaces UUIDs and MAC addresses, each by the same made-up one wherever it stands, so that what belongs together still does.
 *
 * <p>Not thread-safe: one mask belongs to one capture.
 */
final class IdentifierMask {
    private static final Pattern UUID =
            Pattern.compile("\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b");
    private static final Pattern MAC = Pattern.compile("\\b[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}\\b");

    private final boolean masking;
    private final Map<String, String> masks = new HashMap<>();

    private IdentifierMask(boolean masking) {
        this.masking = masking;
    }

    static IdentifierMask create() {
        return new IdentifierMask(true);
    }

    /** A mask that leaves everything as it is. */
    static IdentifierMask none() {
        return new IdentifierMask(false);
    }

    String apply(String text) {
        if (!masking) {
            return text;
        }
        return MAC.matcher(UUID.matcher(text).replaceAll(this::uuid)).replaceAll(this::mac);
    }

    /** Amazon marks its machines by how their UUIDs begin, which is no identity. */
    private String uuid(MatchResult match) {
        String uuid = match.group().toLowerCase(Locale.ROOT);
        String first = uuid.startsWith("ec2") ? "ec200000" : "00000000";
        return masks.computeIfAbsent(
                uuid, key -> String.format(Locale.ROOT, "%s-0000-0000-0000-%012x", first, masks.size() + 1));
    }

    /** The bit "locally administered" is set, as in every made-up address. */
    private String mac(MatchResult match) {
        String mac = match.group().toLowerCase(Locale.ROOT).replace('-', ':');
        return masks.computeIfAbsent(mac, key -> {
            int number = masks.size() + 1;
            return String.format(
                    Locale.ROOT, "02:00:00:%02x:%02x:%02x", number >> 16 & 255, number >> 8 & 255, number & 255);
        });
    }
}
