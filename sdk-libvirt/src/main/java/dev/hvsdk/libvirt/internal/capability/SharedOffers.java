/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.host.Offers;

/** The table of the capabilities that all families share. Thread-safe. */
public final class SharedOffers {
    private SharedOffers() {}

    /** All that a family has: the shared ones, and over them its own. */
    public static Offers with(LibvirtFamily family) {
        Offers.Builder offers = Offers.builder();
        guests(offers);
        hosts(offers);
        return offers.family(family.offers()).build();
    }

    /** One line each. */
    private static void guests(Offers.Builder offers) {
        offers.guest(NativeDefinition.class, guest -> Support.available(new LibvirtDefinition(guest)));
    }

    /** One line each. */
    private static void hosts(Offers.Builder offers) {}
}
