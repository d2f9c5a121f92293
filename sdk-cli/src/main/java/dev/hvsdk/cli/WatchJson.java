/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.StateReason;
import java.io.IOException;
import java.util.Optional;

/** Events as JSON, one object a line. */
final class WatchJson implements WatchView {
    private final Session session;

    WatchJson(Session session) {
        this.session = session;
    }

    @Override
    public void states(HypervisorInfo host, GuestListing guests) {
        session.jsonLine(json -> {
            json.writeStringField("type", "guests");
            GuestsJson.write(json, host, guests);
        });
    }

    @Override
    public void event(HypervisorEvent event) {
        session.jsonLine(json -> write(json, event));
    }

    @Override
    public void unreadable(HypervisorException why) {
        session.jsonLine(json -> {
            json.writeStringField("type", "unreadable");
            json.writeStringField("why", String.valueOf(why.getMessage()));
        });
    }

    private static void write(JsonGenerator json, HypervisorEvent event) throws IOException {
        json.writeStringField("type", type(event));
        json.writeStringField("time", event.time().toString());
        Optional<GuestEvent> guest = only(GuestEvent.class, event);
        Optional<GuestEvent.StateChanged> change = only(GuestEvent.StateChanged.class, event);
        Json.text(json, "id", guest.map(about -> about.guest().toString()));
        Json.text(json, "name", guest.map(GuestEvent::name));
        Json.text(json, "state", change.map(GuestEvent.StateChanged::state).map(GuestState::id));
        Json.text(
                json, "reason", change.flatMap(GuestEvent.StateChanged::reason).map(StateReason::id));
        Json.number(json, "lost", only(HypervisorEvent.Lost.class, event).map(HypervisorEvent.Lost::atLeast));
        Json.text(json, "detail", only(FamilyEvent.class, event).map(Object::toString));
    }

    private static <E extends HypervisorEvent> Optional<E> only(Class<E> type, HypervisorEvent event) {
        return Optional.of(event).filter(type::isInstance).map(type::cast);
    }

    private static String type(HypervisorEvent event) {
        if (event instanceof FamilyEvent family) {
            return family.type();
        }
        if (event instanceof GuestEvent about) {
            return type(about);
        }
        return event instanceof HypervisorEvent.Lost ? "lost" : "reconnected";
    }

    private static String type(GuestEvent event) {
        if (event instanceof GuestEvent.StateChanged) {
            return "state-changed";
        }
        if (event instanceof GuestEvent.Defined) {
            return "defined";
        }
        return event instanceof GuestEvent.Undefined ? "undefined" : "changed";
    }
}
