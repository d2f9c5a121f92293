/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.Detection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells why detection answers as it does. */
@Command(
        name = "explain",
        description = {
            "Tell why 'hv detect' answers as it does: each signal that was seen on this machine, what it weighs, what became of it, "
                    + "and by which rule; of a physical machine too.",
            "",
            "The rules are those of docs/detection.md. What could not be read stands at the end, with what to do about it."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv explain                     this machine",
            "  hv explain --root captured     a host that was captured",
            "  hv explain --format json | jq '.signals[] | select(.outcome == \"overruled\")'"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Detection detection = host.inspector().detect();
        return host.output()
                .answer(
                        session,
                        json -> ExplanationJson.write(json, detection),
                        page -> ExplanationPage.show(page, detection));
    }
}
