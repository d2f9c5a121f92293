/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one disk.
 *
 * <p>The rules are those of Xen, docs/man/xl-disk-configuration.5.pod and tools/libs/util/libxlu_disk_l.l. Not thread-safe: one
 * parser per disk.
 */
final class DiskParser {
    private static final Pattern PREFIX = Pattern.compile(
            "((?<format>raw|qcow2?|vhd)|(?<script>iscsi|e?nbd|drbd)|tapdisk|tap2?|aio|ioemu|file|phy):");
    private static final Pattern UNKNOWN_PREFIX = Pattern.compile("[a-z][a-z0-9]*:([^a-z0-9].*)?", Pattern.DOTALL);
    private static final Set<String> FORMATS = Set.of("raw", "qcow", "qcow2", "vhd", "qed", "empty");
    private static final Set<String> BACKENDS = Set.of("phy", "tap", "qdisk");
    private static final Set<String> FLAGS = Set.of("direct-io-safe", "discard", "no-discard", "colo", "no-colo");
    private static final Set<String> TEXTS =
            Set.of("vdev", "script", "backend", "colo-host", "colo-port", "colo-export", "active-disk", "hidden-disk");
    private static final String TARGET = "target=";

    private final Map<String, String> parts = new HashMap<>();
    private String rest;
    private boolean hasPrefix;
    private boolean hasAccess;
    private boolean isCdrom;

    DiskParser(String text) {
        this.rest = text;
    }

    DiskSpec disk() {
        while (!skipped().isEmpty()) {
            if (rest.startsWith(TARGET)) {
                put("target", rest.substring(TARGET.length()));
                rest = "";
            } else if (!prefix()) {
                part(token());
            }
        }
        return checked();
    }

    private String skipped() {
        rest = rest.stripLeading();
        return rest;
    }

    private String token() {
        int comma = rest.indexOf(',');
        String token = comma < 0 ? rest : rest.substring(0, comma);
        rest = comma < 0 ? "" : rest.substring(comma + 1);
        return token;
    }

    /** Takes what xm wanted before a path; xl ignores most of it. */
    private boolean prefix() {
        Matcher prefix = PREFIX.matcher(rest);
        if (!prefix.lookingAt()) {
            refuseIf(UNKNOWN_PREFIX.matcher(rest).matches(), "what is before the path is unknown");
            return false;
        }
        hasPrefix = true;
        rest = rest.substring(prefix.end());
        if (prefix.group("format") != null) {
            format(prefix.group("format"));
        }
        if (prefix.group("script") != null) {
            put("script", "block-" + prefix.group("script"));
        }
        return true;
    }

    private void part(String token) {
        int equals = token.indexOf('=');
        if (equals >= 0) {
            named(token.substring(0, equals), token.substring(equals + 1));
        } else if (token.equals("cdrom")) {
            isCdrom = true;
        } else if (!FLAGS.contains(token)) {
            positional(token);
        }
    }

    private void named(String key, String value) {
        switch (key) {
            case "format" -> format(value);
            case "devtype" -> device(value);
            case "access" -> access(value);
            case "backendtype" -> only("backendtype", value, BACKENDS);
            default -> {
                refuseIf(!TEXTS.contains(key), key + " is unknown");
                put(key, value);
            }
        }
    }

    private void positional(String value) {
        if (!parts.containsKey("target")) {
            put("target", value);
        } else if (!hasPrefix && !parts.containsKey("format")) {
            if (!value("target").isEmpty() || !isVdevAndDevice(value)) {
                format(value);
            } else {
                only("format", "empty", FORMATS);
            }
        } else if (!parts.containsKey("vdev")) {
            if (!isVdevAndDevice(value)) {
                put("vdev", value);
            }
        } else {
            refuseIf(hasAccess, "there is more than target, format, vdev and access");
            hasAccess = true;
            access(value);
        }
    }

    /** xm had the two in one, {@code hdc:cdrom}. */
    private boolean isVdevAndDevice(String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        put("vdev", value.substring(0, colon));
        device(value.substring(colon + 1));
        return true;
    }

    private void format(String value) {
        only("format", value.isEmpty() ? "raw" : value, FORMATS);
    }

    private void device(String value) {
        refuseIf(!value.equals("cdrom") && !value.equals("disk"), "a device of type " + value + " is unknown");
        isCdrom = value.equals("cdrom");
    }

    private void access(String value) {
        boolean writes = value.isEmpty() || value.equals("w") || value.equals("rw");
        refuseIf(!writes && !value.equals("r") && !value.equals("ro"), "an access of " + value + " is unknown");
        parts.put("access", writes ? "rw" : "ro");
    }

    private void only(String key, String value, Set<String> known) {
        refuseIf(!known.contains(value), "a " + key + " of " + value + " is unknown");
        String before = parts.putIfAbsent(key, value);
        refuseIf(before != null && !before.equals(value), key + " is there twice");
    }

    private void put(String key, String value) {
        String before = parts.put(key, value);
        refuseIf(before != null && !before.isEmpty(), key + " is there twice");
    }

    private DiskSpec checked() {
        String vdev = value("vdev");
        refuseIf(vdev.isEmpty(), "there is no vdev");
        refuseIf(!isCdrom && value("target").isEmpty(), "there is no target, and it is no drive");
        return new DiskSpec(
                orNull("target"),
                value("target").isEmpty() ? "empty" : parts.getOrDefault("format", "raw"),
                vdev,
                isCdrom || value("access").equals("ro"),
                isCdrom,
                orNull("backendtype"),
                orNull("backend"),
                orNull("script"));
    }

    private String value(String key) {
        return parts.getOrDefault(key, "");
    }

    private @Nullable String orNull(String key) {
        String value = value(key);
        return value.isEmpty() ? null : value;
    }

    /** A refusal does not repeat the disk: the target of a network's disk may hold a key. */
    private static void refuseIf(boolean isWrong, String why) {
        if (isWrong) {
            throw new UnreadableCfgException("it is no disk, " + why);
        }
    }
}
