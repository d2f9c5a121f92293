/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.Backend;
import dev.hvsdk.BackendProblem;
import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Support;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the backends, whether each can be used, and those that could not be loaded. */
@Command(
        name = "backends",
        description = {
            "Show which kinds of hosts can be opened, and why the others cannot.",
            "",
            "To add a backend, put its jar and those it needs into ~/.config/hv/lib ($XDG_CONFIG_HOME/hv/lib), or name them "
                    + "in the variable HV_CLASSPATH, separated as in a class path."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv backends                    which URIs work here, and what to do for the others",
            "  HV_CLASSPATH=lab.jar hv backends",
            "  hv backends --format json | jq '.backends[] | select(.usable) | .schemes[]'"
        })
final class BackendsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    BackendsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Hypervisors hypervisors = session.hypervisors();
        return output.answer(session, json -> write(json, hypervisors), page -> show(page, hypervisors));
    }

    private static void show(Page page, Hypervisors hypervisors) {
        page.heading("Backends");
        if (hypervisors.backends().isEmpty()) {
            page.line(
                    2, Span.of("None was found. Put one into ~/.config/hv/lib, such as sdk-testkit for fake: hosts."));
        }
        Table table = new Table("BACKEND", Table.FLEXIBLE + "OPENS", Table.FLEXIBLE + "STATE");
        hypervisors
                .backends()
                .forEach(backend -> table.row(
                        new Span(backend.id(), Tone.STRONG), Span.of(schemes(backend)), state(backend.probe())));
        page.table(2, table);
        if (!hypervisors.problems().isEmpty()) {
            page.heading("Found, but not usable");
            hypervisors.problems().forEach(problem -> show(page, problem));
        }
    }

    private static String schemes(Backend backend) {
        return String.join(
                " ", backend.schemes().stream().map(scheme -> scheme + ":").toList());
    }

    private static Span state(Support<Backend> support) {
        if (support instanceof Support.Unavailable<Backend> no) {
            String remedy = no.remedy().map(text -> "; " + text).orElse("");
            return new Span("not usable: " + no.detail() + remedy, Tone.WARNING);
        }
        return new Span("usable", Tone.GOOD);
    }

    private static void show(Page page, BackendProblem problem) {
        page.line(2, new Span(problem.provider(), Tone.STRONG));
        page.line(4, new Span(problem.detail(), Tone.BAD));
    }

    private static void write(JsonGenerator json, Hypervisors hypervisors) throws IOException {
        Json.objects(json, "backends", hypervisors.backends(), BackendsCommand::write);
        Json.objects(json, "problems", hypervisors.problems(), BackendsCommand::write);
    }

    private static void write(JsonGenerator json, Backend backend) throws IOException {
        Optional<Support.Unavailable<Backend>> no = unavailable(backend.probe());
        json.writeStringField("id", backend.id());
        Json.texts(json, "schemes", backend.schemes());
        json.writeBooleanField("usable", no.isEmpty());
        Json.text(json, "reason", no.map(why -> why.reason().id()));
        Json.text(json, "detail", no.map(Support.Unavailable::detail));
        Json.text(json, "remedy", no.flatMap(Support.Unavailable::remedy));
        json.writeStringField("origin", backend.origin());
    }

    private static Optional<Support.Unavailable<Backend>> unavailable(Support<Backend> support) {
        return support instanceof Support.Unavailable<Backend> no ? Optional.of(no) : Optional.empty();
    }

    private static void write(JsonGenerator json, BackendProblem problem) throws IOException {
        json.writeStringField("provider", problem.provider());
        json.writeStringField("detail", problem.detail());
    }
}
