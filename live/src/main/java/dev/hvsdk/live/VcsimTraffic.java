/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The calls of one method that a {@link Vcsim} has had. Immutable.
 *
 * @param calls how many there were
 * @param most how many were under way at once, at most
 * @param sent bytes that clients sent, without the headers of HTTP and without TLS
 * @param received bytes that clients got, likewise
 */
public record VcsimTraffic(int calls, int most, long sent, long received) {

    static final VcsimTraffic NONE = new VcsimTraffic(0, 0, 0, 0);

    /** By method, from what the simulator says: {@code Login=1/1/500/600 Logout=...}. */
    static Map<String, VcsimTraffic> parse(String counts) {
        Map<String, VcsimTraffic> all = new TreeMap<>();
        Stream.of(counts.split(" "))
                .map(word -> word.split("="))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> all.put(pair[0], parseNumbers(pair[1].split("/"))));
        return all;
    }

    private static VcsimTraffic parseNumbers(String... words) {
        return new VcsimTraffic(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]));
    }
}
