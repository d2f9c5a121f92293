/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a guest to shut down. */
@Command(
        name = "shutdown",
        description = {
            "Ask a guest to shut down, and wait until it has. It may ignore that: give a --patience with --then-stop, or a "
                    + "--timeout, and use 'hv guest stop' then.",
            "",
            GuestCommand.WRONG_STATE + GuestCommand.FAKES_FORGET
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guest shutdown qemu:///system web --patience 1m --then-stop",
            "  hv guest shutdown qemu:///system web --by agent --by acpi --patience 30s",
            "  hv guest shutdown fake:kvm web --format json"
        })
final class GuestShutdownCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            description =
                    "Ask by this: agent, acpi or signal. May be repeated, and they are tried in order; the host's choice "
                            + "unless given.")
    private List<ShutdownMethod> methods = new ArrayList<>();

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "Wait so long for each way of asking before the next one is tried, such as 1m.")
    private @Nullable Duration patience;

    @Option(names = "--then-stop", description = "Stop it at once when its --patience ended and it still runs.")
    private boolean thenStop;

    GuestShutdownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (thenStop && patience == null) {
            throw new UsageException("--then-stop needs a --patience after which to stop it", null);
        }
        try (Hypervisor host = guest.open(session)) {
            Guest handle = guest.find(host);
            GuestInfo after = waiting.await(session, host, begin(handle));
            return guest.output()
                    .answer(session, json -> GuestsJson.object(json, after), page -> GuestPage.state(page, after));
        }
    }

    /** What every host can, unless more is asked for. */
    private Operation<GuestInfo> begin(Guest handle) {
        return methods.isEmpty() && patience == null
                ? handle.shutdown()
                : handle.capability(PowerControl.class).require().shutdown(options());
    }

    private ShutdownOptions options() {
        ShutdownOptions.Builder options = ShutdownOptions.builder().stopAfterwards(thenStop);
        methods.forEach(options::method);
        return (patience == null ? options : options.patience(patience)).build();
    }
}
