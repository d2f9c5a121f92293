/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What VMware Tools last told the host of the guest. Thread-safe. */
final class ToolsAgent implements GuestAgent {
    private static final String HOSTNAME = "guest.hostName";
    private static final String NICS = "guest.net";

    private final Machine machine;

    ToolsAgent(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Optional<String> hostname() {
        return Tools.ask(machine, machine.errors("ask for host name"), HOSTNAME).text(HOSTNAME);
    }

    @Override
    public List<GuestInterface> interfaces() {
        ObjectContent told = Tools.ask(machine, machine.errors("ask for interfaces"), NICS);
        return told.find(NICS).map(ToolsAgent::interfaces).orElse(List.of());
    }

    static List<GuestInterface> interfaces(Element nics) {
        return nics.children().stream().flatMap(nic -> read(nic).stream()).toList();
    }

    /** {@code GuestNicInfo} has no name of the guest's: the MAC address stands for it, and what has none is no card. */
    private static Optional<GuestInterface> read(Element nic) {
        return nic.text("macAddress").map(text -> {
            String mac = text.toLowerCase(Locale.ROOT);
            GuestInterface.Builder read = GuestInterface.builder(mac).mac(mac);
            nic.find("ipConfig").stream()
                    .flatMap(config -> config.children("ipAddress"))
                    .flatMap(address -> address(address).stream())
                    .forEach(read::address);
            return read.build();
        });
    }

    private static Optional<String> address(Element address) {
        return address.text("ipAddress")
                .flatMap(ip -> address.number("prefixLength").map(length -> ip + "/" + length));
    }

    /** The server has no such call: it holds writes for as long as it takes a snapshot. */
    @Override
    public Operation<Integer> freeze() {
        return machine.change("freeze", source -> {
            ErrorFactory about = machine.errors("freeze");
            machine.require("freeze", GuestState.RUNNING);
            throw about.remedy("take a snapshot with SnapshotSpec.quiesce")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "the server has writes held only while it takes a snapshot");
        });
    }

    /** Nothing is ever held. */
    @Override
    public Operation<Integer> thaw() {
        return machine.change("thaw", source -> {
            machine.require("thaw", GuestState.RUNNING);
            return 0;
        });
    }
}
