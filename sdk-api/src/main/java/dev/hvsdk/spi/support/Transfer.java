/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.apiguardian.api.API;

/**
 * How far bytes have come that an operation moves, and whether more of them are wanted; it can be cancelled until {@link #end}.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Transfer {
    private enum Phase {
        RUNNING,
        ENDING,
        CANCELLED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
    private final OpenState state;
    private final OperationSource<?> source;
    private final String name;

    /**
     * Begins one.
     *
     * @param state of the connection, the end of which is the end of the transfer
     * @param name what is done, such as {@code uploading}
     */
    public Transfer(OpenState state, OperationSource<?> source, String name) {
        this.state = state;
        this.source = source;
        this.name = name;
        source.onCancel(this::cancel);
    }

    private boolean cancel() {
        return phase.compareAndSet(Phase.RUNNING, Phase.CANCELLED) || phase.get() == Phase.CANCELLED;
    }

    /** Tells how many bytes have been moved, of how many; throws if no more are wanted. */
    public void moved(long done, long total) {
        source.progress(Progress.of(name, done, total, ProgressUnit.BYTES));
        state.checkOpen();
        if (phase.get() == Phase.CANCELLED) {
            throw new CancellationException();
        }
    }

    /** From now on it cannot be cancelled; throws if it has been. */
    public void end() {
        if (!phase.compareAndSet(Phase.RUNNING, Phase.ENDING)) {
            throw new CancellationException();
        }
    }
}
