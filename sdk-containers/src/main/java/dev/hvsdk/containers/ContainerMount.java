/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands at a path of a container: a directory or file of the host, a named volume, or a file system in memory.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContainerMount {
    private final String type;
    private final @Nullable String source;
    private final String target;
    private final boolean isReadOnly;
    private final @Nullable MemorySize size;

    private ContainerMount(
            String type, @Nullable String source, String target, boolean isReadOnly, @Nullable MemorySize size) {
        this.type = type;
        this.source = source;
        this.target = target;
        this.isReadOnly = isReadOnly;
        this.size = size;
    }

    /**
     * A directory or file of the engine's host, which has to be there: Docker refuses it otherwise, Podman 4 makes a directory.
     *
     * @param source its absolute path on the host
     * @param target an absolute path in the container
     * @throws IllegalArgumentException if a path is not absolute, or has {@code ..}
     */
    public static ContainerMount bind(String source, String target) {
        return of("bind", Checks.path("what is mounted", source), target);
    }

    /**
     * A volume of the engine, which makes one if there is none of the name.
     *
     * @throws IllegalArgumentException if the name is none, or the path not absolute
     */
    public static ContainerMount volume(String name, String target) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException(
                    "not the name of a volume: '" + name + "'; a path of the host is a bind mount");
        }
        return of("volume", name, target);
    }

    /**
     * A file system in memory, which is empty at each start.
     *
     * @throws IllegalArgumentException if the path is not absolute
     */
    public static ContainerMount tmpfs(String target) {
        return of("tmpfs", null, target);
    }

    private static ContainerMount of(String type, @Nullable String source, String target) {
        String path = Checks.path("a place to mount at", target);
        if (path.equals("/")) {
            throw new IllegalArgumentException("nothing is mounted at the root of a container");
        }
        return new ContainerMount(type, source, path, false, null);
    }

    /** As an engine tells of one, whatever its type. */
    public static ContainerMount reported(String type, @Nullable String source, String target, boolean isReadOnly) {
        return new ContainerMount(type, source, target, isReadOnly, null);
    }

    /** The same, which the container cannot write to. */
    public ContainerMount readOnly() {
        return new ContainerMount(type, source, target, true, size);
    }

    /**
     * The same, that holds at most so much.
     *
     * @throws IllegalArgumentException if it is not a file system in memory
     */
    public ContainerMount limitedTo(MemorySize most) {
        if (!type.equals("tmpfs")) {
            throw new IllegalArgumentException("only a tmpfs is limited: " + this);
        }
        return new ContainerMount(type, source, target, isReadOnly, most);
    }

    /** {@code bind}, {@code volume}, {@code tmpfs}, or another word of the engine. */
    public String type() {
        return type;
    }

    /** The path on the host or the name of the volume; empty for a file system in memory. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** The path in the container. */
    public String target() {
        return target;
    }

    /** Whether the container cannot write to it. */
    public boolean isReadOnly() {
        return isReadOnly;
    }

    /** How much a file system in memory holds at most; empty for the kernel's choice. */
    public Optional<MemorySize> size() {
        return Optional.ofNullable(size);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerMount that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {type, source, target, isReadOnly, size};
    }

    /** Such as {@code bind /srv/www at /www, read-only}. */
    @Override
    public String toString() {
        return type + source().map(from -> " " + from).orElse("") + " at " + target + (isReadOnly ? ", read-only" : "");
    }
}
