/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Closes things and collects what they throw: the first failure, with the others suppressed in it. Not thread-safe. */
final class CloseFailures {
    private static final System.Logger LOG = System.getLogger(OpenState.class.getName());

    private @Nullable Throwable first;

    void close(AutoCloseable child) {
        try {
            child.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            add(e);
        } catch (Throwable e) {
            add(e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // An exception refuses to be suppressed in itself, and only in itself.
    private void add(Throwable failure) {
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    Optional<Throwable> first() {
        return Optional.ofNullable(first);
    }

    /** Logs the failures, or throws them on if the first is an {@link Error}. */
    void report(String what) {
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            LOG.log(System.Logger.Level.WARNING, what + " was closed, but not all of it without failure", first);
        }
    }
}
