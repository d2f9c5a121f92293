/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.machine.FeatureReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what CPU and platform can do for virtualization. */
@Command(
        name = "features",
        description =
                "Show what the CPU and the platform can do for virtualization, why something is off, and what to do.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv features                    usable ones first, absent ones last",
            "  hv features --verbose          those of other architectures too, one a line",
            "  hv features --format json | jq -r '.features[] | select(.state == \"usable\") | .feature'"
        })
final class FeaturesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    FeaturesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<FeatureReport> features = host.inspector().features();
        return host.output()
                .answer(
                        session,
                        json -> MachineJson.features(json, features),
                        page -> new FeaturesPage(page, session.isVerbose()).showAll(features));
    }
}
