/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * What a peer read, in a form that is the same for all peers: the number of guests, a hash of their states, one of all else, and
 * how many active guests had a CPU time. The last two are "-" where the peer reads states only.
 */
record Check(int guests, String states, String everything, String times) {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final String NOT_READ = "-";

    static Check of(List<GuestLine> lines) {
        String states = total(lines, GuestLine::whoAndState);
        if (!lines.stream().allMatch(GuestLine::isComplete)) {
            return new Check(lines.size(), states, NOT_READ, NOT_READ);
        }
        long times = lines.stream().filter(GuestLine::hasTime).count();
        return new Check(lines.size(), states, total(lines, GuestLine::everything), Long.toString(times));
    }

    static Check parse(String line) {
        String[] words = line.split(" ");
        return new Check(Integer.parseInt(words[0]), words[1], words[2], words[3]);
    }

    /** A sum, which does not depend on the order. */
    private static String total(List<GuestLine> lines, Function<GuestLine, String> text) {
        return String.format(
                "%016x", lines.stream().map(text).mapToLong(Check::hash).sum());
    }

    private static long hash(String text) {
        long hash = FNV_BASIS;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    boolean readsEverything() {
        return !everything.equals(NOT_READ);
    }

    /** Whether both read the same, as far as both read it. */
    boolean agreesWith(Check other) {
        boolean statesAgree = guests == other.guests && states.equals(other.states);
        boolean bothRead = readsEverything() && other.readsEverything();
        return statesAgree && (!bothRead || (everything.equals(other.everything) && times.equals(other.times)));
    }

    @Override
    public String toString() {
        return guests + " " + states + " " + everything + " " + times;
    }
}
