/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and hides what must not stand in a URI: URIs end up in logs. */
final class UriSecrets {
    /**
     * The password in {@code user:password@host}. By text and not by {@link URI#getUserInfo}, which is empty for an opaque URI, and
     * for a registry-based authority such as one whose host has an underscore.
     */
    private static final Pattern USER_INFO = Pattern.compile("^([^/?#]*:(?://)?[^/?#:]*):([^/?#]*)@");

    /** A parameter whose name says that its value is a secret; names of files with secrets, such as keyfile, are none. */
    private static final Pattern PARAMETER = Pattern.compile(
            "([?&;](?:[^=&;#]*(?:password|passwd|passphrase|secret|token|api_?key)|pass|pwd|key)=)([^&;#]*)",
            Pattern.CASE_INSENSITIVE);

    private UriSecrets() {}

    static boolean hasAny(URI uri) {
        String text = uri.toString();
        return USER_INFO.matcher(text).find() || PARAMETER.matcher(text).find();
    }

    static String redact(String text) {
        Matcher userInfo = USER_INFO.matcher(text);
        String shown = userInfo.find() ? userInfo.group(1) + ":***@" + text.substring(userInfo.end()) : text;
        return PARAMETER.matcher(shown).replaceAll("$1***");
    }
}
