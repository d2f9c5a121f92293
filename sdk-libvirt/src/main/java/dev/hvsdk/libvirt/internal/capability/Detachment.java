/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.xml.DomainXml;
import java.util.Optional;
import java.util.function.Function;

/** A device on its way out: as the guest has it now, and as its definition has it. Immutable. */
final class Detachment<D> {
    private final GuestAccess guest;
    private final Function<DomainXml, Optional<D>> finder;
    private final Function<D, String> xml;
    private final Optional<D> now;
    private final Optional<D> later;

    private Detachment(GuestAccess guest, Function<DomainXml, Optional<D>> finder, Function<D, String> xml) {
        this.guest = guest;
        this.finder = finder;
        this.xml = xml;
        boolean isActive = guest.info().state().isActive();
        now = isActive ? find(guest.definition()) : Optional.empty();
        later = find(guest.nextDefinition());
    }

    static <D> Detachment<D> find(GuestAccess guest, Function<DomainXml, Optional<D>> finder, Function<D, String> xml) {
        return new Detachment<>(guest, finder, xml);
    }

    private Optional<D> find(String definition) {
        return finder.apply(DomainXml.parse(definition));
    }

    /** It, wherever it is. */
    Optional<D> any() {
        return now.or(() -> later);
    }

    /** From the guest first: what it does not let go stays in its definition too. */
    void detach(HardwareChange change, String operation) {
        now.ifPresent(device -> change.detach(
                operation, xml.apply(device), () -> find(guest.definition()).isEmpty()));
        later.ifPresent(device -> change.forget(operation, xml.apply(device)));
    }
}
