/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.host.internal.device.Candidate;
import dev.hvsdk.host.internal.device.DeviceReader;
import dev.hvsdk.host.root.HostRoot;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Takes back what a journal tells of, unless somebody uses it meanwhile. Not thread-safe: guarded by {@link ApplyLock}. */
public final class Undoing {
    private static final Set<Kind> USES = EnumSet.of(Kind.CARRIES_ROOT_DISK, Kind.CARRIES_DEFAULT_ROUTE, Kind.IN_USE);

    private final HostRoot root;
    private final List<Step> steps;

    /** Of this entry, on the host as it is now. */
    public Undoing(HostRoot root, Entry entry) {
        this.root = root;
        this.steps = Restoration.steps(root.files(), entry);
    }

    /** What would be done, a line for people each. */
    public List<String> texts() {
        return steps.stream().map(Step::toString).toList();
    }

    /** Does it. */
    public void run(Execution execution) {
        execution.restore(steps);
    }

    /** What speaks against it: a guest that has the function meanwhile, or a host that lives on it. */
    public Optional<Blocker> obstacle() {
        VfioUsers users = VfioUsers.read(root.files());
        return DeviceReader.candidates(root).stream()
                .filter(this::isTaken)
                .flatMap(function -> obstacles(function, users))
                .findFirst();
    }

    private boolean isTaken(Candidate function) {
        String owner =
                function.device().physicalFunction().map(Object::toString).orElse("");
        return steps.stream()
                .anyMatch(step -> (step.attribute() == Attribute.DRIVER
                                && step.after() == null
                                && step.subject().equals(function.address().toString()))
                        || (step.attribute() == Attribute.VIRTUAL_FUNCTIONS
                                && step.subject().equals(owner)));
    }

    private static Stream<Blocker> obstacles(Candidate function, VfioUsers users) {
        if (function.isOnVfio()) {
            return users.of(function.address(), function.device().iommuGroup()).stream()
                    .map(user -> new Blocker(Kind.IN_USE, user));
        }
        return function.obstacles().stream().filter(obstacle -> USES.contains(obstacle.kind()));
    }
}
