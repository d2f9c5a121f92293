/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.VirtualNetwork;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the networks that guests can be plugged into. */
@Command(
        name = "networks",
        description = "List the virtual networks of a host, which guests can be plugged into.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  hv networks qemu:///system", "  hv create qemu:///system web --nic default"})
final class NetworksCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    NetworksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = connect.open(session)) {
            List<VirtualNetwork> networks =
                    host.capability(Networks.class).require().list();
            return connect.output()
                    .answer(
                            session,
                            json -> Json.objects(json, "networks", networks, NetworksCommand::write),
                            page -> show(page, networks));
        }
    }

    private static void show(Page page, List<VirtualNetwork> networks) {
        if (networks.isEmpty()) {
            page.line(0, Span.of("no networks"));
            return;
        }
        Table table = new Table("NAME", "MODE", "STATE", "BRIDGE", "ADDRESSES");
        networks.forEach(network -> table.row(
                new Span(network.name(), Tone.STRONG),
                Span.of(network.mode()),
                PoolsCommand.activity(network.active()),
                GuestsPage.cell(network.bridge()),
                GuestsPage.cell(network.subnet())));
        page.table(0, table);
    }

    private static void write(JsonGenerator json, VirtualNetwork network) throws IOException {
        json.writeStringField("name", network.name());
        json.writeStringField("mode", network.mode());
        json.writeBooleanField("active", network.active());
        Json.text(json, "bridge", network.bridge());
        Json.text(json, "subnet", network.subnet());
    }
}
