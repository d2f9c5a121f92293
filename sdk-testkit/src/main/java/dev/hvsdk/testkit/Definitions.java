/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The native definitions of the guests of a host: made from what the guests are, and changed in their sizes. Not thread-safe: guarded by
 * its owner.
 */
final class Definitions {
    private final Family family;
    private final DefinitionLanguage language;

    /** What machines that run are to have when they have stopped: libvirt keeps the definition of the next start apart. */
    private final Map<GuestId, GuestSize> pending = new HashMap<>();

    Definitions(Family family) {
        this.family = family;
        this.language = DefinitionLanguage.of(family);
    }

    String text(GuestRecord guest, List<PassthroughDevice> devices) {
        return language.text(guest, devices);
    }

    /** The guest as this text has it, now or after its end. */
    GuestRecord replace(
            GuestRecord guest, List<PassthroughDevice> devices, String text, Instant now, ErrorFactory replacing) {
        if (!family.hasMachines()) {
            throw replacing
                    .remedy("make another container in its place")
                    .unsupported(Reason.NO_SUCH_CONCEPT, "Docker does not take back what inspect gives");
        }
        GuestSize size = size(guest, devices, text, replacing);
        if (!guest.run().isActive()) {
            return guest.resized(size, now);
        }
        if (family == Family.VSPHERE && !size.equals(guest.config().size())) {
            throw replacing
                    .remedy("stop it first")
                    .wrongState("it is " + guest.state().id() + ", and its file is in use until it is stopped");
        }
        pending.put(guest.id(), size);
        return guest;
    }

    private GuestSize size(GuestRecord guest, List<PassthroughDevice> devices, String text, ErrorFactory replacing) {
        Map<String, String> now = language.values(text(guest, devices));
        try {
            Map<String, String> wanted = language.values(text);
            Set<String> differing = differing(now, wanted);
            refuseOthers(differing, replacing);
            return language.resized(guest.config().size(), differing, wanted);
        } catch (IllegalArgumentException e) {
            throw replacing.cause(e).hostFailure("the definition is no " + language.format() + ": " + e.getMessage());
        }
    }

    private static Set<String> differing(Map<String, String> now, Map<String, String> wanted) {
        Set<String> places = new TreeSet<>(now.keySet());
        places.addAll(wanted.keySet());
        places.removeIf(place -> Objects.equals(now.get(place), wanted.get(place)));
        return places;
    }

    private void refuseOthers(Set<String> differing, ErrorFactory replacing) {
        for (String place : differing) {
            if (language.identity().contains(place)) {
                throw replacing.conflict("the definition is that of another guest: " + place + " differs");
            }
            if (!language.sizes().contains(place)) {
                throw replacing
                        .remedy("change only " + String.join(", ", new TreeSet<>(language.sizes())))
                        .unsupported(Reason.NOT_IMPLEMENTED, "a fake host does not change " + place);
            }
        }
    }

    /** A guest that went into a state; if it has stopped, with what it was to have then. */
    GuestRecord settle(GuestRecord guest, Instant now) {
        if (guest.run().isActive()) {
            return guest;
        }
        GuestSize size = pending.remove(guest.id());
        return size == null ? guest : guest.resized(size, now);
    }

    void forget(GuestId guest) {
        pending.remove(guest);
    }
}
