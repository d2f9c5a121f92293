/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Options of the commands about one guest. Filled in by picocli. */
final class GuestOptions {
    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Parameters(index = "1", paramLabel = "GUEST", description = "The name or the id of the guest.")
    private String guest = "";

    OutputOptions output() {
        return connect.output();
    }

    Hypervisor open(Session session) {
        return connect.open(session);
    }

    ConnectOptions connect() {
        return connect;
    }

    /** The guest of this name, or else of this id, which is on the host. */
    Guest find(Hypervisor host) {
        return find(host, guest);
    }

    static Guest find(Hypervisor host, String guest) {
        return host.findGuest(guest).orElseGet(() -> byId(host, guest));
    }

    private static Guest byId(Hypervisor host, String guest) {
        if (guest.isBlank()) {
            throw new FailureException("the name of a guest cannot be blank", null);
        }
        Guest handle = host.guest(GuestId.of(guest));
        try {
            handle.info();
            return handle;
        } catch (HypervisorException.NotFound e) {
            throw new FailureException(missing(host, guest), null);
        }
    }

    private static String missing(Hypervisor host, String guest) {
        List<String> names = host.guests().stream().map(GuestInfo::name).toList();
        String uri = host.info().uri();
        return "there is no guest '" + guest + "' on " + uri + Suggestions.meant(guest, names) + "; 'hv guests " + uri
                + "' lists them";
    }
}
