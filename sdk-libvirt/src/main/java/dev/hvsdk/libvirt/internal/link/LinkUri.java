/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A URI as libvirt takes it, and what it says about the connection. Immutable.
 *
 * @param text the URI
 * @param isInProcess whether the driver runs in this process, with no daemon that could hang or go away
 * @param isPrivate whether each native connection may have a state of its own, so that there must be one only
 */
public record LinkUri(String text, boolean isInProcess, boolean isPrivate) {
    /** Whether it names no other machine; a socket or port may still be forwarded to one. */
    public boolean isOnThisMachine() {
        return URI.create(text).getAuthority() == null;
    }

    /** Reads a URI of libvirt. */
    public static LinkUri of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String path = String.valueOf(uri.getPath());
        boolean isLocal = !scheme.contains("+") && uri.getAuthority() == null;
        boolean isTest = scheme.equals("test") || scheme.startsWith("test+");
        boolean isEmbedded = path.equals("/embed");
        boolean isInProcess = isLocal && (isTest || isEmbedded);
        return new LinkUri(text(uri, scheme), isInProcess, isInProcess || isTest);
    }

    /** Whether libvirt starts the program ssh for it. */
    boolean isByProgram() {
        return isByProgram(URI.create(text).getScheme());
    }

    private static boolean isByProgram(String scheme) {
        return scheme.toLowerCase(Locale.ROOT).endsWith("+ssh");
    }

    /** A program that asks at the terminal would ask behind the back of ours, and wait there for ever. */
    private static String text(URI uri, String scheme) {
        if (!isByProgram(scheme)) {
            return uri.toString();
        }
        if (has(uri, "known_hosts")) {
            throw new IllegalArgumentException(
                    "known_hosts is not for " + scheme + ", where libvirt would ignore it: use +libssh,"
                            + " or UserKnownHostsFile in the configuration of ssh");
        }
        return has(uri, "no_tty") ? uri.toString() : uri + (uri.getRawQuery() == null ? "?" : "&") + "no_tty=1";
    }

    private static boolean has(URI uri, String parameter) {
        return uri.getRawQuery() != null
                && Stream.of(uri.getRawQuery().split("[&;]")).anyMatch(part -> part.startsWith(parameter + "="));
    }
}
