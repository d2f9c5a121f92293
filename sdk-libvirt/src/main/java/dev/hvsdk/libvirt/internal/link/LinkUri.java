/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import java.net.URI;
import java.util.Locale;

/**
 * A URI as libvirt takes it, and what it says about the connection. Immutable.
 *
 * @param text the URI
 * @param isInProcess whether the driver runs in this process, with no daemon that could hang or go away
 * @param isPrivate whether each native connection may have a state of its own, so that there must be one only
 */
public record LinkUri(String text, boolean isInProcess, boolean isPrivate) {
    /** Reads a URI of libvirt. */
    public static LinkUri of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String path = String.valueOf(uri.getPath());
        boolean isLocal = !scheme.contains("+") && uri.getAuthority() == null;
        boolean isTest = scheme.equals("test") || scheme.startsWith("test+");
        boolean isEmbedded = path.equals("/embed");
        boolean isInProcess = isLocal && (isTest || isEmbedded);
        return new LinkUri(uri.toString(), isInProcess, isInProcess || isTest);
    }
}
