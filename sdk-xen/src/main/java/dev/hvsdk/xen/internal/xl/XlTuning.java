/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.spi.driver.GuestContext;
import java.util.Set;

/** The limits of a guest: those of the domain while it runs, those of its file for later starts. Thread-safe. */
final class XlTuning implements ResourceTuning {
    private static final String APPLY = "apply limits";

    private static final Set<GuestState> CHANGEABLE = Set.of(GuestState.STOPPED, GuestState.RUNNING, GuestState.PAUSED);

    private final GuestContext guest;
    private final XlDriver driver;

    XlTuning(GuestContext guest, XlDriver driver) {
        this.guest = guest;
        this.driver = driver;
    }

    @Override
    public ResourceLimits limits() {
        guest.host().state().checkOpen();
        return Limits.of(driver.entry(guest.errors("read limits"), guest.id()));
    }

    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        guest.host().state().checkOpen();
        return guest.change(APPLY, source -> {
            driver.alone(APPLY, guest.id(), CHANGEABLE, (errors, entry) -> {
                Limits change = new Limits(limits, entry, errors);
                change.refuseWhatCannotBe();
                entry.domain().ifPresent(domain -> change.applyTo(domain, driver.tools()));
                entry.definition()
                        .ifPresent(file -> driver.folder().replace(errors, file.path(), change.appliedTo(file.file())));
            });
            return limits();
        });
    }
}
