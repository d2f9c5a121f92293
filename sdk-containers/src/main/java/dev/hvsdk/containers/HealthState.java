/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a container's health check says of it.
 *
 * <p>An open set: an engine's other words are kept by {@link #of}. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HealthState {
    /** It has started, and no check went well yet. */
    public static final HealthState STARTING = new HealthState("starting");

    /** The last check went well. */
    public static final HealthState HEALTHY = new HealthState("healthy");

    /** As many checks in a row as were to be waited for did not go well. */
    public static final HealthState UNHEALTHY = new HealthState("unhealthy");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+([-_][a-z0-9]+)*");

    private final String id;

    private HealthState(String id) {
        this.id = id;
    }

    /**
     * The state with this word.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static HealthState of(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (!ID.matcher(lower).matches()) {
            throw new IllegalArgumentException("not a state of health: '" + id + "'");
        }
        return new HealthState(lower);
    }

    /** The engine's word. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthState that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The engine's word. */
    @Override
    public String toString() {
        return id;
    }
}
