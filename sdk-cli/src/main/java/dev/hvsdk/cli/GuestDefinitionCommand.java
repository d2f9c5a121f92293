/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.NativeDefinition;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the definition of a guest in its host's own language. */
@Command(
        name = "definition",
        description =
                "Print the definition of a guest in its host's own language, such as libvirt's XML; without its secrets.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest definition qemu:///system web > web.xml",
            "  hv guest definition qemu:///system web --format json | jq -r .definition.format"
        })
final class GuestDefinitionCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    GuestDefinitionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = guest.open(session)) {
            NativeDefinition definition =
                    guest.find(host).capability(NativeDefinition.class).require();
            String text = definition.text();
            return guest.output()
                    .answer(
                            session,
                            json -> Json.object(json, "definition", definition, (out, it) -> write(out, it, text)),
                            page -> page.verbatim(text));
        }
    }

    private static void write(JsonGenerator json, NativeDefinition definition, String text) throws IOException {
        json.writeStringField("format", definition.format());
        json.writeStringField("text", text);
    }
}
