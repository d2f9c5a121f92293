/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** How far bytes have come, and whether more of them are wanted. Thread-safe. */
final class Transfer {
    private enum Phase {
        RUNNING,
        ENDING,
        CANCELLED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
    private final OpenState state;
    private final OperationSource<?> source;
    private final String name;

    Transfer(OpenState state, OperationSource<?> source, String name) {
        this.state = state;
        this.source = source;
        this.name = name;
        source.onCancel(this::cancel);
    }

    private boolean cancel() {
        return phase.compareAndSet(Phase.RUNNING, Phase.CANCELLED) || phase.get() == Phase.CANCELLED;
    }

    /** Tells how many bytes have been moved; throws if no more are wanted. */
    void moved(long done, long total) {
        source.progress(Progress.of(name, done, total, ProgressUnit.BYTES));
        state.checkOpen();
        if (phase.get() == Phase.CANCELLED) {
            throw new CancellationException();
        }
    }

    /** From now on it cannot be cancelled; throws if it has been. */
    void end() {
        if (!phase.compareAndSet(Phase.RUNNING, Phase.ENDING)) {
            throw new CancellationException();
        }
    }
}
