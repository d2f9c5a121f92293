/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.FamilyEvent;
import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A container's health check says something else than before, as far as the engine tells.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HealthChanged implements FamilyEvent {
    private final Instant time;
    private final GuestId guest;
    private final String name;
    private final HealthState health;

    /** Of this container at this time. */
    public HealthChanged(Instant time, GuestId guest, String name, HealthState health) {
        this.time = time;
        this.guest = guest;
        this.name = name;
        this.health = health;
    }

    @Override
    public Instant time() {
        return time;
    }

    /** Always {@code container-health}. */
    @Override
    public String type() {
        return "container-health";
    }

    /** The id of the container. */
    public GuestId guest() {
        return guest;
    }

    /** The name of the container when it happened. */
    public String name() {
        return name;
    }

    /** What the check says now. */
    public HealthState health() {
        return health;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthChanged that
                && time.equals(that.time)
                && guest.equals(that.guest)
                && name.equals(that.name)
                && health.equals(that.health);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, guest, name, health);
    }

    /** Such as {@code web: unhealthy}. */
    @Override
    public String toString() {
        return name + ": " + health;
    }
}
