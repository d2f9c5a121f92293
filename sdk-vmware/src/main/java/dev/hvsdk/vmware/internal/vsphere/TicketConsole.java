/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.VsphereConsole;
import dev.hvsdk.vmware.VsphereConsoleTicket;
import dev.hvsdk.vmware.internal.soap.Element;
import java.net.URI;
import java.net.URISyntaxException;

/** Tickets for WebMKS, {@code VirtualMachine.AcquireTicket}. Thread-safe. */
final class TicketConsole implements VsphereConsole {
    private static final String TICKET = "take ticket";

    /** Where hosts serve consoles unless they say so. */
    private static final long PORT = 443;

    private final Machine machine;

    TicketConsole(Machine machine) {
        this.machine = machine;
    }

    @Override
    public VsphereConsoleTicket ticket() {
        ErrorFactory about = machine.errors(TICKET);
        machine.context().host().refuseIfReadOnly(about);
        machine.require(TICKET, GuestState.RUNNING);
        Element ticket = machine.vsphere()
                .session()
                .call(machine.ref(), "AcquireTicket", about, Element.ofText("ticketType", "webmks"));
        return of(ticket, machine.context().host().spec().uri(), about);
    }

    /**
     * From {@code VirtualMachineTicket}; servers before 6.7 do not write the address out.
     *
     * @param server the host of which is meant where the ticket names none
     */
    static VsphereConsoleTicket of(Element ticket, URI server, ErrorFactory about) {
        try {
            String secret = ticket.text("ticket").orElseThrow(() -> unusable(about));
            String host = ticket.text("host").orElse(server.getHost());
            int port = Math.toIntExact(ticket.number("port").orElse(PORT));
            URI address = ticket.text("url").isPresent()
                    ? new URI(ticket.text("url").get())
                    : new URI("wss", null, host, port, "/ticket/" + secret, null, null);
            VsphereConsoleTicket.Builder made = VsphereConsoleTicket.builder(address);
            ticket.text("sslThumbprint").ifPresent(made::thumbprint);
            return made.build();
        } catch (URISyntaxException e) {
            // Without the cause, whose text has the ticket in it.
            throw unusable(about);
        }
    }

    private static RuntimeException unusable(ErrorFactory about) {
        return about.hostFailure("the server gave a ticket that leads nowhere");
    }
}
