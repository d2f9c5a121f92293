/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.host.internal.device.Candidate;
import dev.hvsdk.host.root.HostFiles;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Plans how functions come to vfio-pci. Not thread-safe. */
final class Binding {
    /** What the steps themselves take away. */
    private static final Set<Kind> DONE_BY_STEPS = EnumSet.of(Kind.BOUND_TO_HOST_DRIVER, Kind.NO_VFIO);

    private static final Set<Kind> DONE_WITH_GROUP =
            EnumSet.of(Kind.BOUND_TO_HOST_DRIVER, Kind.NO_VFIO, Kind.GROUP_SHARED);

    private final HostFiles files;
    private final Draft draft;
    private boolean loads;

    Binding(HostFiles files, Draft draft) {
        this.files = files;
        this.draft = draft;
    }

    void alone(Candidate function) {
        bind(function, DONE_BY_STEPS);
    }

    void withGroup(Candidate function, List<Candidate> members) {
        bind(function, DONE_WITH_GROUP);
        for (Candidate member : members) {
            if (member.isPartOfThePlatform()) {
                leave(member);
            } else {
                bind(member, DONE_WITH_GROUP);
            }
        }
    }

    /** Without a driver it does not keep vfio from the group; with one it does, and nobody may take it. */
    private void leave(Candidate platform) {
        platform.device()
                .driver()
                .ifPresent(driver -> draft.refuse(
                        Kind.NOT_ASSIGNABLE_BY_NATURE,
                        platform.address() + " of the same IOMMU group is a part of the platform and has the driver "
                                + driver + "; put the device into another slot"));
    }

    private void bind(Candidate function, Set<Kind> done) {
        if (function.isOnVfio()) {
            return;
        }
        function.obstacles().stream()
                .filter(obstacle -> !done.contains(obstacle.kind()))
                .forEach(draft::refuse);
        draft.caution(function.cautions());
        steps(function);
    }

    private void steps(Candidate function) {
        String address = function.address().toString();
        if (!loads && !files.exists(Sysfs.driver(Sysfs.VFIO))) {
            draft.step(Step.load(Sysfs.VFIO));
            loads = true;
        }
        if (!Sysfs.VFIO.equals(Attribute.OVERRIDE.read(files, address))) {
            draft.step(Step.override(address, Sysfs.VFIO));
        }
        if (function.device().driver().isPresent()) {
            draft.step(Step.unbind(address));
        }
        draft.step(Step.probe(address, Sysfs.VFIO));
    }
}
