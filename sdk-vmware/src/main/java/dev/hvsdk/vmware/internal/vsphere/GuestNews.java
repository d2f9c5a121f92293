/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.vmware.internal.soap.Element;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event of a guest, as the server keeps it. Immutable.
 *
 * @param number the server's own, which grows
 * @param guest of which guest
 * @param name how that was called
 * @param state the state that it has since; empty if that is as it was
 * @param changed whether it is configured in another way since, or called by another name
 * @param gone whether it went
 */
record GuestNews(
        long number,
        Instant time,
        GuestId guest,
        String name,
        Optional<GuestState> state,
        boolean changed,
        boolean gone) {
    private static final Map<String, GuestState> STATES = Map.of(
            "VmPoweredOnEvent", GuestState.RUNNING,
            "VmPoweredOffEvent", GuestState.STOPPED,
            "VmSuspendedEvent", GuestState.PAUSED);

    private static final String GONE = "VmRemovedEvent";
    private static final Set<String> CAME =
            Set.of("VmCreatedEvent", "VmClonedEvent", "VmRegisteredEvent", "VmDeployedEvent", "VmDiscoveredEvent");

    private static final Set<String> CHANGED = Set.of("VmReconfiguredEvent", "VmRenamedEvent");

    /** From one of a page; empty if it is about something else. */
    static Optional<GuestNews> of(Element event) {
        String type = event.type().orElse("");
        @Nullable GuestState state = STATES.get(type);
        boolean gone = type.equals(GONE);
        boolean changed = CHANGED.contains(type);
        Optional<GuestId> guest = event.ref("vm", "vm").map(ref -> GuestId.of(ref.value()));
        if (guest.isEmpty() || (state == null && !gone && !changed && !CAME.contains(type))) {
            return Optional.empty();
        }
        Instant time = event.text("createdTime").flatMap(GuestReading::time).orElseGet(Instant::now);
        String name = event.text("vm", "name").map(GuestReading::unescaped).orElse("");
        return Optional.of(
                new GuestNews(number(event), time, guest.get(), name, Optional.ofNullable(state), changed, gone));
    }

    /** The server's number of any event. */
    static long number(Element event) {
        return event.number("key").orElse(0L);
    }
}
