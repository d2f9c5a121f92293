/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.StateReason;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What vmrun does not tell of machines that run, and this connection knows since it did it. Thread-safe. */
final class Memory {
    private final Set<Path> paused = ConcurrentHashMap.newKeySet();
    private final Map<Path, StateReason> reasons = new ConcurrentHashMap<>();

    void started(Path file, boolean fromSavedState) {
        paused.remove(file);
        reasons.put(file, fromSavedState ? StateReason.RESTORED : StateReason.BOOTED);
    }

    void paused(Path file) {
        paused.add(file);
        reasons.put(file, StateReason.USER);
    }

    void resumed(Path file) {
        paused.remove(file);
        reasons.remove(file);
    }

    /** Forgets what does not run any more. */
    void keepOnly(Set<Path> running) {
        paused.retainAll(running);
        reasons.keySet().retainAll(running);
    }

    Set<Path> paused() {
        return Set.copyOf(paused);
    }

    /** Why it is so; unknown if another program has paused it, or let it go on. */
    Optional<StateReason> reason(Path file, boolean isPaused) {
        return Optional.ofNullable(reasons.get(file)).filter(reason -> paused.contains(file) == isPaused);
    }
}
