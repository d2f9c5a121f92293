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
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
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
            Map<String, Support<? extends GuestCapability>> capabilities = capabilities(handle);
            return guest.output()
                    .answer(
                            session,
                            json -> write(json, info, capabilities),
                            page -> GuestPage.show(page, info, capabilities));
        }
    }

    private static Map<String, Support<? extends GuestCapability>> capabilities(Guest guest) {
        Map<String, Support<? extends GuestCapability>> capabilities = new LinkedHashMap<>();
        capabilities.put("console", guest.capability(Console.class));
        capabilities.put("device-assignment", guest.capability(DeviceAssignment.class));
        capabilities.put("exec", guest.capability(GuestExec.class));
        capabilities.put("live-migration", guest.capability(LiveMigration.class));
        capabilities.put("native-definition", guest.capability(NativeDefinition.class));
        capabilities.put("resource-tuning", guest.capability(ResourceTuning.class));
        capabilities.put("snapshots", guest.capability(Snapshots.class));
        capabilities.put("statistics", guest.capability(Statistics.class));
        return capabilities;
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
