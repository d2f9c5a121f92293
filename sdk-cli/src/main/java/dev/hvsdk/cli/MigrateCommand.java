/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.unit.DataRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a guest to another host. */
@Command(
        name = "migrate",
        description = {
            "Move a guest to another host of the same kind, while it runs unless --offline is given.",
            "",
            "Both hosts must reach each other, not only this machine. Cancelled by Ctrl-C, or failed, the guest stays and runs "
                    + "on where it is. A guest that changes its memory faster than it can be copied never arrives: give "
                    + "a --stall-limit, or a --max-downtime that is longer. "
                    + GuestCommand.FAKES_FORGET
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv migrate qemu:///system web qemu+ssh://root@other/system",
            "  hv migrate qemu:///system web qemu+ssh://root@other/system --copy-storage \\",
            "      --bandwidth 100M --stall-limit 5m",
            "  hv migrate 'fake:kvm?name=one' web 'fake:kvm?name=two&guests=0'    to try it"
        })
final class MigrateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(index = "2", paramLabel = "DESTINATION", description = "The URI of the other host.")
    private String destination = "";

    @Option(
            names = "--destination-password-file",
            paramLabel = "FILE",
            description = "Read the password of the other host from the first line of FILE.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--bandwidth",
            paramLabel = "SIZE",
            description = "Copy no more than this each second, such as 100M.")
    private @Nullable DataRate bandwidth;

    @Option(
            names = "--max-downtime",
            paramLabel = "TIME",
            description = "How long the guest may stand still at the switch, such as 300ms.")
    private @Nullable Duration maxDowntime;

    @Option(
            names = "--stall-limit",
            paramLabel = "TIME",
            description = "Give up when it has come no nearer to its end for so long, such as 5m.")
    private @Nullable Duration stallLimit;

    @Option(names = "--copy-storage", description = "Copy the disks too, where the hosts share none.")
    private boolean copyStorage;

    @Option(names = "--offline", description = "Stop the guest for the move.")
    private boolean offline;

    MigrateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor from = guest.open(session);
                Hypervisor to = guest.connect().openAnother(session, destination, passwordFile)) {
            LiveMigration migration =
                    guest.find(from).capability(LiveMigration.class).require();
            Guest moved = waiting.await(session, from, migration.migrateTo(to, options()));
            GuestInfo after = moved.info();
            HypervisorInfo there = to.info();
            return guest.output()
                    .answer(
                            session,
                            json -> {
                                GuestsJson.host(json, there);
                                GuestsJson.object(json, after);
                            },
                            page -> GuestPage.state(page, after, " on " + there.uri()));
        }
    }

    private MigrationOptions options() {
        MigrationOptions.Builder options =
                MigrationOptions.builder().copyStorage(copyStorage).offline(offline);
        if (bandwidth != null) {
            options.bandwidth(bandwidth);
        }
        if (maxDowntime != null) {
            options.maxDowntime(maxDowntime);
        }
        return (stallLimit == null ? options : options.stallLimit(stallLimit)).build();
    }
}
