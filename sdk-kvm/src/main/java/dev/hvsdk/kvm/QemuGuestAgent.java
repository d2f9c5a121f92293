/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The QEMU guest agent; the commands are those of QEMU's qga/qapi-schema.json. Immutable. */
final class QemuGuestAgent implements GuestAgent {
    /** A guest with much to write takes long to hold all writes. */
    private static final Duration FREEZING = Duration.ofMinutes(2);

    private final AgentChannel channel;

    QemuGuestAgent(AgentChannel channel) {
        this.channel = channel;
    }

    @Override
    public Optional<String> hostname() {
        String name =
                channel.ask("guest-get-host-name", Map.of()).path("host-name").asText("");
        return Optional.of(name).filter(text -> !text.isBlank());
    }

    @Override
    public List<GuestInterface> interfaces() {
        List<GuestInterface> interfaces = new ArrayList<>();
        channel.ask("guest-network-get-interfaces", Map.of()).forEach(entry -> interfaces.add(read(entry)));
        return List.copyOf(interfaces);
    }

    private static GuestInterface read(JsonNode entry) {
        GuestInterface.Builder read = GuestInterface.builder(entry.path("name").asText());
        if (entry.hasNonNull("hardware-address")) {
            read.mac(entry.get("hardware-address").asText());
        }
        entry.path("ip-addresses")
                .forEach(address -> read.address(address.path("ip-address").asText()));
        return read.build();
    }

    @Override
    public Operation<Integer> freeze() {
        return channel.change("freeze", source -> {
            if (channel.ask("guest-fsfreeze-status", Map.of()).asText().equals("frozen")) {
                throw channel.errors("freeze").remedy("thaw it first").wrongState("the file systems are held already");
            }
            return hold();
        });
    }

    private int hold() {
        try {
            return channel.ask("guest-fsfreeze-freeze", Map.of(), FREEZING).asInt();
        } catch (HypervisorException.TimedOut e) {
            throw channel.errors("freeze")
                    .cause(e)
                    .remedy("thaw it: the guest may have gone on, and hold its file systems")
                    .timedOut("the agent did not hold the file systems within " + FREEZING.toSeconds() + " s");
        }
    }

    @Override
    public Operation<Integer> thaw() {
        return channel.change(
                "thaw",
                source -> channel.ask("guest-fsfreeze-thaw", Map.of(), FREEZING).asInt());
    }
}
