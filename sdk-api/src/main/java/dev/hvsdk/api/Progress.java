/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How far an {@link Operation} has come.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Progress {
    private final String phase;
    private final long done;
    private final @Nullable Long total;
    private final ProgressUnit unit;

    private Progress(String phase, long done, @Nullable Long total, ProgressUnit unit) {
        this.phase = phase;
        this.done = done;
        this.total = total;
        this.unit = unit;
    }

    /** A progress whose end is not known. */
    public static Progress of(String phase, long done, ProgressUnit unit) {
        return new Progress(phase, done, null, unit);
    }

    /** A progress of which the whole is known; hosts correct the whole as they go, so {@code done} may exceed it. */
    public static Progress of(String phase, long done, long total, ProgressUnit unit) {
        return new Progress(phase, done, total, unit);
    }

    /** The step that is being done, a few words for people. */
    public String phase() {
        return phase;
    }

    /** How much is done, in {@link #unit()}. */
    public long done() {
        return done;
    }

    /** How much there is to do, as far as the host knows now. */
    public OptionalLong total() {
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /** What is counted. */
    public ProgressUnit unit() {
        return unit;
    }

    /** The part that is done, from 0 to 1; empty if the whole is not known. */
    public OptionalDouble fraction() {
        if (total == null || total <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1.0, Math.max(0.0, (double) done / total)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Progress that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {phase, done, total, unit};
    }

    /** Such as {@code copying memory: 1048576 of 4194304 bytes}. */
    @Override
    public String toString() {
        String whole = total == null ? "" : " of " + total;
        return phase + ": " + done + whole + " " + unit.name().toLowerCase(Locale.ROOT);
    }
}
