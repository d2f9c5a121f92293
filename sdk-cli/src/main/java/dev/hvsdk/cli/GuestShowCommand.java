/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one guest and what can be done with it. */
@Command(
        name = "show",
        description = "Show one guest, and what can be done with it or why it cannot.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest show fake:kvm web",
            "  hv guest show qemu:///system web --format json | jq -r .guest.state"
        })
final class GuestShowCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    GuestShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = guest.open(session)) {
            Guest handle = guest.find(host);
            GuestInfo info = handle.info();
            Map<String, Support<? extends GuestCapability>> capabilities = Capabilities.of(handle);
            return guest.output()
                    .answer(
                            session,
                            json -> write(json, info, capabilities),
                            page -> GuestPage.show(page, info, capabilities));
        }
    }

    private static void write(
            JsonGenerator json, GuestInfo guest, Map<String, Support<? extends GuestCapability>> capabilities)
            throws IOException {
        GuestsJson.object(json, guest);
        Json.number(json, "maxMemoryBytes", guest.maxMemory().map(size -> size.toBytes()));
        Json.text(json, "startedAt", guest.startedAt().map(Instant::toString));
        Json.objects(json, "capabilities", capabilities.entrySet(), GuestShowCommand::write);
    }

    private static void write(JsonGenerator json, Map.Entry<String, Support<? extends GuestCapability>> entry)
            throws IOException {
        json.writeStringField("capability", entry.getKey());
        Json.availability(json, entry.getValue());
    }
}
