/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.GuestInfo;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Words for messages. */
final class Texts {
    private static final int SHOWN = 20;

    private Texts() {}

    /** The names of guests, or the first of many. */
    static String names(List<GuestInfo> guests) {
        return listed(guests.stream().map(GuestInfo::name).toList());
    }

    /** At most 20 of the things, and how many more there are. */
    static String listed(Collection<?> things) {
        if (things.isEmpty()) {
            return "none";
        }
        String more = things.size() > SHOWN ? " and " + (things.size() - SHOWN) + " more" : "";
        return things.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", ")) + more;
    }
}
