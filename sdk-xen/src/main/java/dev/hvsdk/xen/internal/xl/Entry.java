/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.internal.cfg.CfgGuest;
import dev.hvsdk.xen.internal.dom0.Dom0;
import dev.hvsdk.xen.internal.tool.Domain;
import java.util.Optional;

/**
 * A guest: what its file says, what runs of it, or both.
 *
 * @param id the UUID; the name of one that has none in its file, or the UUID of another
 * @param definition its file; empty for dom0, and for one that somebody started from a file elsewhere
 * @param domain what runs
 * @param details what more there is to say of what runs
 * @param isSaved whether its memory is on a disk
 */
record Entry(
        GuestId id, Optional<Survey.Definition> definition, Optional<Domain> domain, Details details, boolean isSaved) {
    String name() {
        return domain.map(Domain::name)
                .or(() -> definition.map(Survey.Definition::name))
                .orElseThrow();
    }

    GuestState state() {
        return domain.map(Domain::state).orElse(GuestState.STOPPED);
    }

    boolean isDom0() {
        return domain.filter(each -> each.id() == Domain.DOM0).isPresent();
    }

    Optional<XenGuestKind> type() {
        return details.type().or(() -> definition.map(file -> file.guest().type()));
    }

    /** What it has now; of one that does not run, what it will have at its start. */
    Hardware hardware() {
        return domain.isPresent()
                ? details.hardware()
                : definition.map(file -> Hardware.of(file.guest())).orElse(Hardware.NONE);
    }

    private Optional<String> variant() {
        return isDom0() ? Optional.of(Dom0.VARIANT) : type().map(XenGuestKind::id);
    }

    /**
     * A reading of it.
     *
     * @param known why it is as it is, if somebody knows
     */
    GuestInfo info(Optional<StateReason> known) {
        GuestInfo.Builder info = GuestInfo.builder(id, name(), state()).technology(Technology.XEN);
        variant().ifPresent(info::variant);
        known.or(this::reason).ifPresent(info::reason);
        domain.ifPresentOrElse(
                running -> fill(info, running),
                () -> fill(info, definition.orElseThrow().guest()));
        return info.build();
    }

    private Optional<StateReason> reason() {
        return domain.isEmpty() && isSaved ? Optional.of(StateReason.SAVED) : domain.flatMap(Domain::reason);
    }

    private void fill(GuestInfo.Builder info, Domain running) {
        info.memory(running.memory()).cpuTime(running.cpuTime());
        if (running.vcpus() > 0) {
            info.vcpus(running.vcpus());
        }
        details.maxMemory().ifPresent(info::maxMemory);
    }

    private static void fill(GuestInfo.Builder info, CfgGuest guest) {
        info.vcpus(guest.vcpus());
        guest.memory().ifPresent(info::memory);
        guest.maxMemory().ifPresent(info::maxMemory);
    }
}
