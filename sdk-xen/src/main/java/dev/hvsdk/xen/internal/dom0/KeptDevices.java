/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;
import java.util.Set;

/** The PCI functions that definitions give to guests at their starts. Implementations are thread-safe. */
public interface KeptDevices {
    /** Those of a guest; empty if no definition of it is kept. */
    Optional<Set<PciAddress>> of(ErrorFactory errors, GuestId guest);

    /** The name of another guest whose definition has this function. */
    Optional<String> otherOwner(ErrorFactory errors, GuestId guest, PciAddress address);

    /** Has the definition of a guest give it a function from now on, or no more; without effect if none is kept, or it does already. */
    void change(ErrorFactory errors, GuestId guest, PciAddress address, boolean isGiven);

    /** One change of a guest at a time. */
    void alone(GuestId guest, Runnable change);
}
