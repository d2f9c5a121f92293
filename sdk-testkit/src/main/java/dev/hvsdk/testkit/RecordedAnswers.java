/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why the host of a recording and its guests did not have capabilities. Immutable.
 *
 * @param host by the names of the capabilities
 */
record RecordedAnswers(Map<String, Refusal> host, Map<GuestId, OfGuest> guests) {
    static final RecordedAnswers NONE = new RecordedAnswers(Map.of(), Map.of());

    RecordedAnswers {
        host = Map.copyOf(host);
        guests = Map.copyOf(guests);
    }

    /** Why one guest did not have capabilities when it was in this state. Immutable. */
    record OfGuest(GuestState state, Map<String, Refusal> refusals) {
        OfGuest {
            refusals = Map.copyOf(refusals);
        }

        /** A reason that lies in the state holds as long as the guest is in it. */
        @Nullable
        Refusal in(GuestState now, Class<?> type) {
            Refusal refusal = refusals.get(nameOf(type));
            return refusal != null && refusal.reason() == Reason.WRONG_STATE && now != state ? null : refusal;
        }
    }

    /** The name of a capability: short where it is the API's own. */
    static String nameOf(Class<?> type) {
        boolean isPortable = GuestAnswers.PORTABLE.contains(type) || HostAnswers.PORTABLE.contains(type);
        return isPortable ? type.getSimpleName() : type.getName();
    }

    @Nullable
    Refusal ofHost(Class<?> type) {
        return host.get(nameOf(type));
    }

    @Nullable
    Refusal ofGuest(GuestId guest, GuestState now, Class<?> type) {
        OfGuest answers = guests.get(guest);
        return answers == null ? null : answers.in(now, type);
    }
}
