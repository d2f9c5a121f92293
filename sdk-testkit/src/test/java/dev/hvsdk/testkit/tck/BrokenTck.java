/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The kit on whatever a test wants; run by {@link KitRun} and by nobody else. */
class BrokenTck extends HypervisorTck {
    /** For rules that wait in vain. */
    static final Duration SHORT = Duration.ofSeconds(3);

    /** Nothing waits so long, but on a machine that is starved. */
    static final Duration LONG = Duration.ofSeconds(40);

    static final AtomicReference<Duration> PATIENCE = new AtomicReference<>(LONG);

    static final AtomicReference<Supplier<? extends TckSubject>> SUBJECTS = new AtomicReference<>();

    @Override
    protected TckSubject subject() {
        return SUBJECTS.get().get();
    }
}
