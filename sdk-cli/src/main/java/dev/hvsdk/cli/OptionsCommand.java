/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what a new guest of a host can be asked for by name. */
@Command(
        name = "options",
        description =
                "List the options that 'hv create --option' takes on a host, beyond what all guests can be asked for.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv options qemu:///system",
            "  hv create qemu:///system web --option acceleration=tcg --option machine=q35"
        })
final class OptionsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    OptionsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = connect.open(session)) {
            List<SpecOption> options =
                    host.capability(SpecOptions.class).require().options();
            return connect.output()
                    .answer(
                            session,
                            json -> Json.objects(json, "options", options, OptionsCommand::write),
                            page -> show(page, options));
        }
    }

    private static void show(Page page, List<SpecOption> options) {
        Table table = new Table("OPTION", "VALUES", "USUAL", Table.FLEXIBLE + "MEANING");
        options.forEach(option -> table.row(
                new Span(option.name(), Tone.STRONG),
                Span.of(values(option)),
                GuestsPage.cell(option.usual()),
                Span.of(option.meaning())));
        page.table(0, table);
    }

    private static String values(SpecOption option) {
        return option.form().orElseGet(() -> String.join("|", option.choices()));
    }

    private static void write(JsonGenerator json, SpecOption option) throws IOException {
        json.writeStringField("name", option.name());
        json.writeStringField("meaning", option.meaning());
        Json.texts(json, "choices", option.choices());
        Json.text(json, "form", option.form());
        Json.text(json, "usual", option.usual());
    }
}
