/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.time.Duration;

/** Takes away what tests leave on an engine that others use after them. */
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Leftovers() {}

    /** All guests whose names begin so. */
    public static void remove(Hypervisor host, String prefix) {
        host.guests().stream()
                .filter(guest -> guest.name().startsWith(prefix))
                .forEach(guest -> remove(host, guest.id()));
    }

    private static void remove(Hypervisor host, GuestId id) {
        Guest guest = host.guest(id);
        if (guest.info().state().isActive()) {
            stop(guest);
        }
        guest.undefine().await(PATIENCE);
    }

    /** Many containers of these tests end by themselves, and may do so between the question and the stop. */
    private static void stop(Guest guest) {
        try {
            guest.stop().await(PATIENCE);
        } catch (HypervisorException.WrongState e) {
            if (guest.info().state().isActive()) {
                throw e;
            }
        }
    }
}
