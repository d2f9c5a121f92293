/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Suspending to a {@code .vmss}. */
final class VmrunStates implements StateSaving {
    private final VmrunDriver driver;
    private final GuestContext guest;

    VmrunStates(VmrunDriver driver, GuestContext guest) {
        this.driver = driver;
        this.guest = guest;
    }

    @Override
    public Operation<GuestInfo> save() {
        return guest.change("save", source -> {
            driver.suspend(guest.id());
            return guest.info();
        });
    }

    @Override
    public boolean isSaved() {
        return driver.machine(guest.id(), guest.errors("read saved state")).isSaved();
    }

    @Override
    public Operation<GuestInfo> discard() {
        return guest.change("discard saved state", source -> {
            driver.changeStopped("discard saved state", guest.id(), VmrunStates::drop);
            return guest.info();
        });
    }

    private static void drop(Machine machine, ErrorFactory about) {
        Path saved = machine.savedState().orElseThrow(() -> about.notFound("there is no saved state"));
        machine.write(machine.vmx().with("checkpoint.vmState", ""), about);
        try {
            Files.deleteIfExists(saved);
            Files.deleteIfExists(
                    saved.resolveSibling(saved.getFileName().toString().replaceAll("\\.vmss$", ".vmem")));
        } catch (IOException e) {
            throw about.cause(e)
                    .hostFailure("the saved state is not used any more, and cannot be deleted: " + e.getMessage());
        }
    }
}
