/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.unit.MemorySize;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An image that was made of a container.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CommittedImage {
    private final String id;
    private final List<String> names;
    private final Instant createdAt;
    private final MemorySize size;

    private CommittedImage(String id, List<String> names, Instant createdAt, MemorySize size) {
        this.id = id;
        this.names = List.copyOf(names);
        this.createdAt = createdAt;
        this.size = size;
    }

    /** An image. */
    public static CommittedImage of(String id, List<String> names, Instant createdAt, MemorySize size) {
        return new CommittedImage(id, names, createdAt, size);
    }

    /** The id by which the engine knows it; {@link dev.hvsdk.api.BootSource#image} takes it too. */
    public String id() {
        return id;
    }

    /** Its names as the engine writes them, such as {@code app:before-upgrade}; empty if it has none. */
    public List<String> names() {
        return names;
    }

    /** When it was made; to the second. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Its size with all layers that it shares with others. */
    public MemorySize size() {
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommittedImage that
                && id.equals(that.id)
                && names.equals(that.names)
                && createdAt.equals(that.createdAt)
                && size.equals(that.size);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, names, createdAt, size);
    }

    /** The first name, or else the id. */
    @Override
    public String toString() {
        return names.isEmpty() ? id : names.get(0);
    }
}
