/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.GuestContext;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** The way to the QEMU guest agent (qemu-ga), through libvirt, which waits for it and keeps its answers in order. Immutable. */
final class AgentChannel {
    /** An agent that lives answers at once; one whose guest is starved may take a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final GuestContext guest;

    private AgentChannel(GuestContext guest) {
        this.guest = guest;
    }

    /** The channel, if the guest has one and the connection may use it. */
    static Support<AgentChannel> of(GuestContext guest) {
        if (guest.host().isReadOnly()) {
            return Support.unavailable(
                    Support.Reason.PERMISSION_DENIED,
                    "libvirt asks no agent on a read-only connection",
                    "open a connection that is not read-only");
        }
        return KvmSpecReader.hasAgent(DomainXml.parse(guest.definition()))
                ? Support.available(new AgentChannel(guest))
                : Support.unavailable(
                        Support.Reason.HOST_MISCONFIGURED,
                        "the guest has no channel for the QEMU guest agent",
                        "define it with KvmOptions.Builder.guestAgent(true), and start qemu-ga in it");
    }

    ErrorFactory errors(String operation) {
        return guest.errors(operation);
    }

    <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return guest.change(operation, work);
    }

    /** The value that the agent returned. */
    JsonNode ask(String command, Map<String, ?> arguments) {
        return ask(command, arguments, PATIENCE);
    }

    JsonNode ask(String command, Map<String, ?> arguments, Duration patience) {
        try {
            String answer = guest.agentCommand(Json.command(command, arguments), patience);
            return Json.parse(answer).path("return");
        } catch (HypervisorException.HostFailure e) {
            throw refined(command, e);
        }
    }

    /** Libvirt has one code for all that an agent says, and puts its words behind its own; they are English in every guest. */
    private HypervisorException refined(String command, HypervisorException.HostFailure e) {
        String text = e.nativeError().map(NativeError::text).orElse("");
        ErrorFactory errors = guest.errors("agent command " + command).cause(e);
        ErrorFactory with = e.nativeError().map(errors::nativeError).orElse(errors);
        if (text.contains("has not been found") || text.contains("has been disabled")) {
            return with.remedy("install a newer agent in the guest, or allow the command in its configuration")
                    .unsupported(Support.Reason.MISSING_SOFTWARE, "the agent of the guest does not do this: " + text);
        }
        if (text.contains("Failed to execute child process") && text.contains("No such file or directory")) {
            return with.notFound("the guest has no such command");
        }
        if (text.contains("encode message payload")) {
            return with.remedy("have the command write to a file")
                    .unsupported(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "the agent answered with more than libvirt's protocol carries, which is 4 MiB");
        }
        return e;
    }
}
