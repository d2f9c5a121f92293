/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.vmware;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the SDK asks for all guests, so that others can ask the same. Immutable.
 *
 * @param envelope the call
 */
record ListingRequest(String envelope) {
    static final String METHOD = "RetrievePropertiesEx";

    private static final Pattern PATH = Pattern.compile("<(?:\\w+:)?pathSet>([^<]+)<");

    private static final Pattern VIEW = Pattern.compile("(<[^>]*type=\"ContainerView\"[^>]*>)[^<]*<");

    private static final Pattern LIMIT = Pattern.compile("<(?:\\w+:)?maxObjects>\\d+</(?:\\w+:)?maxObjects>");

    /** The last one that this has got. */
    static ListingRequest lastOf(Simulator simulator) {
        return new ListingRequest(simulator.last(METHOD).replaceFirst("^ok ", ""));
    }

    /** The paths of the properties. */
    String properties() {
        List<String> paths = PATH.matcher(envelope)
                .results()
                .map(path -> path.group(1))
                .distinct()
                .toList();
        if (!paths.contains("name")) {
            throw new IllegalStateException("not a listing: " + envelope);
        }
        return String.join(",", paths);
    }

    /** The same about the view of another session, and with one answer for all. */
    String about(String view) {
        String mine = VIEW.matcher(envelope).replaceAll("$1" + Matcher.quoteReplacement(view) + "<");
        return LIMIT.matcher(mine).replaceAll("");
    }
}
