/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the guests of a host. */
@Command(
        name = "guests",
        description = {
            "List the guests of a host: virtual machines and containers alike.",
            "",
            "A password never stands in the URI. It comes from --password-file, from the variable HVSDK_PASSWORD, "
                    + "or from a prompt if the host asks for one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guests fake:kvm                      a host that is always there, to try this out",
            "  hv guests qemu:///system                the virtual machines of this machine",
            "  hv guests --read-only qemu+ssh://root@host/system",
            "  hv guests esx://root@host/ --password-file ~/.esx",
            "  hv guests fake:kvm --format json | jq -r '.guests[] | select(.state == \"running\") | .name'",
            "",
            "'hv backends' shows which URIs can be opened here."
        })
final class GuestsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    GuestsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = connect.open(session)) {
            HypervisorInfo info = host.info();
            GuestListing guests = host.guests();
            return connect.output()
                    .answer(
                            session,
                            json -> GuestsJson.write(json, info, guests),
                            page -> GuestsPage.show(page, info, guests));
        }
    }
}
