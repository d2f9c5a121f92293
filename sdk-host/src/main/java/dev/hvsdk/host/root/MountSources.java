/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is kept of where mounts come from: names that people gave, of servers, shares, volumes and pools, are replaced. Not
 * thread-safe: one for each capture.
 */
final class MountSources {
    private static final String MAPPER = "/dev/mapper/";
    private static final Pattern MADE_UP = Pattern.compile("mapped-\\d{1,9}");
    private static final Pattern MADE_UP_SHARE = Pattern.compile("share-\\d{1,9}");
    private static final String KATA = "kataShared";

    /** The kernel's own names of disks. */
    private static final Pattern DISK = Pattern.compile("/dev/[\\w!-]+");

    private final Map<String, String> mapperNames = new HashMap<>();
    private final Map<String, String> shareNames = new HashMap<>();

    /** A made-up name for a device of the mapper, the same for the same name. */
    String mapperName(String name) {
        return MADE_UP.matcher(name).matches()
                ? name
                : mapperNames.computeIfAbsent(name, key -> "mapped-" + (mapperNames.size() + 1));
    }

    /** A made-up name for a directory that a hypervisor shares, likewise; Kata's own is no secret. */
    String shareName(String tag) {
        if (tag.contains(KATA)) {
            return KATA;
        }
        return MADE_UP_SHARE.matcher(tag).matches()
                ? tag
                : shareNames.computeIfAbsent(tag, key -> "share-" + (shareNames.size() + 1));
    }

    /** The source of a mount without such names; of what names no disk only the type. */
    String masked(String type, String source) {
        if (source.startsWith(MAPPER)) {
            return MAPPER + mapperName(source.substring(MAPPER.length()));
        } else if (DISK.matcher(source).matches()) {
            return source;
        } else if (source.startsWith("/dev/")) {
            return "/dev/named";
        }
        return virtual(type, source);
    }

    /** Words that the detection looks for: Kata's tag, and the dataset in which installers put the root. */
    private String virtual(String type, String source) {
        if (source.contains(KATA) || type.equals("9p") || type.equals("virtiofs")) {
            return shareName(source);
        }
        return type.equals("zfs") && source.contains("/ROOT/") ? "pool/ROOT/system" : type;
    }
}
