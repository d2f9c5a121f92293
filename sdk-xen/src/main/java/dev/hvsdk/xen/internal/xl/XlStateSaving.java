/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.tool.Domain;
import java.util.Set;

/** The memory of a guest by {@code xl save} in a file beside those of the others. Thread-safe. */
final class XlStateSaving implements StateSaving {
    private static final String SAVE = "save";
    private static final String DISCARD = "discard saved state";

    private final GuestContext guest;
    private final XlDriver driver;

    XlStateSaving(GuestContext guest, XlDriver driver) {
        this.guest = guest;
        this.driver = driver;
    }

    @Override
    public Operation<GuestInfo> save() {
        guest.host().state().checkOpen();
        return guest.change(SAVE, source -> {
            // A paused guest cannot do its part: it would be waited for in vain.
            driver.alone(SAVE, guest.id(), Set.of(GuestState.RUNNING), this::save);
            return guest.info();
        });
    }

    private void save(ErrorFactory errors, Entry entry) {
        if (entry.definition().isEmpty()) {
            throw errors.remedy("put its file into the directory of this connection")
                    .conflict("its file is elsewhere, and nothing would be left of it but the saved state");
        }
        Domain domain = entry.domain().orElseThrow();
        driver.folder().save(errors, guest.id(), domain.word());
        driver.reasons().changed(guest.id(), domain, GuestState.STOPPED, StateReason.SAVED);
    }

    @Override
    public boolean isSaved() {
        guest.host().state().checkOpen();
        return driver.entry(guest.errors("ask for saved state"), guest.id()).isSaved();
    }

    @Override
    public Operation<GuestInfo> discard() {
        guest.host().state().checkOpen();
        return guest.change(DISCARD, source -> {
            driver.alone(DISCARD, guest.id(), Set.of(GuestState.values()), (errors, entry) -> {
                if (!entry.isSaved()) {
                    throw errors.notFound("the guest has no saved state");
                }
                driver.folder().dropSaved(errors, guest.id());
                driver.reasons().forget(guest.id());
            });
            return guest.info();
        });
    }
}
