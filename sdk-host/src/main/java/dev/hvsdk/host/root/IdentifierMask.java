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
            // The kubelet writes those of pods behind "pod", with underscores where systemd names the group.
            Pattern.compile(
                    "(?:(?<=pod)|\\b)[0-9a-fA-F]{8}([-_])[0-9a-fA-F]{4}\\1[0-9a-fA-F]{4}\\1[0-9a-fA-F]{4}\\1[0-9a-fA-F]{12}\\b");

    /** Containers, by all engines; the made-up one looks the same, because the detection goes by that. */
    private static final Pattern CONTAINER = Pattern.compile("(?<![0-9a-fA-F])[0-9a-f]{64}(?![0-9a-fA-F])");

    /** systemd's units of a user, with what the user runs. */
    private static final Pattern USER_UNIT =
            Pattern.compile("/user-\\d+\\.slice(?:/user@\\d+\\.service|/session-\\w+\\.scope)?");

    /** Programs that a user runs, but Flatpak's, which are containers. */
    private static final Pattern APPLICATION = Pattern.compile("/app-(?!flatpak-)[^/\\n]+");

    private static final Pattern FLATPAK = Pattern.compile("/app-flatpak-[^/\\n]+");
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
        String masked = CONTAINER.matcher(text).replaceAll(this::container);
        return MAC.matcher(UUID.matcher(masked).replaceAll(this::uuid)).replaceAll(this::mac);
    }

    /** Paths of control groups, which name users and their programs too. */
    String applyToGroups(String text) {
        if (!masking) {
            return text;
        }
        String users = USER_UNIT.matcher(apply(text)).replaceAll("/user-0.slice");
        String applications = APPLICATION.matcher(users).replaceAll("/app-masked.scope");
        return FLATPAK.matcher(applications).replaceAll("/app-flatpak-masked.scope");
    }

    private String container(MatchResult match) {
        return masks.computeIfAbsent(match.group(), key -> String.format(Locale.ROOT, "%064x", masks.size() + 1));
    }

    /** Amazon marks its machines by how their UUIDs begin, which is no identity. */
    private String uuid(MatchResult match) {
        String uuid = match.group().toLowerCase(Locale.ROOT).replace('_', '-');
        String first = uuid.startsWith("ec2") ? "ec200000" : "00000000";
        String made = masks.computeIfAbsent(
                uuid, key -> String.format(Locale.ROOT, "%s-0000-0000-0000-%012x", first, masks.size() + 1));
        return match.group(1).equals("_") ? made.replace('-', '_') : made;
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
