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

/** Something that a container sees at a place of its file system. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContainerMount {
    private final Kind kind;
    private final @Nullable String source;
    private final String target;
    private final boolean readOnly;
    private final @Nullable MemorySize size;

    private ContainerMount(
            Kind kind, @Nullable String source, String target, boolean readOnly, @Nullable MemorySize size) {
        this.kind = kind;
        this.source = source;
        this.target = target;
        this.readOnly = readOnly;
        this.size = size;
    }

    /**
     * A file or directory of the host, which has to be there; Podman 4 makes a directory where there is none.
     *
     * @param path on the host of the engine, absolute
     * @param target in the container, absolute
     * @throws IllegalArgumentException if one of them is not absolute
     */
    public static ContainerMount bind(String path, String target) {
        return new ContainerMount(Kind.BIND, absolute(path), absolute(target), false, null);
    }

    /**
     * A volume of the engine, which is made if it is not there.
     *
     * @param name of the volume: letters, digits and {@code _ . -}, beginning with one of the former
     * @param target in the container, absolute
     * @throws IllegalArgumentException if the name is none or the target is not absolute
     */
    public static ContainerMount volume(String name, String target) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
            throw new IllegalArgumentException("not the name of a volume: '" + name + "'");
        }
        return new ContainerMount(Kind.VOLUME, name, absolute(target), false, null);
    }

    /**
     * An empty file system in memory.
     *
     * @param size how much it holds at most; null for half of the memory, as Linux has it
     * @throws IllegalArgumentException if the target is not absolute
     */
    public static ContainerMount memory(String target, @Nullable MemorySize size) {
        return new ContainerMount(Kind.MEMORY, null, absolute(target), false, size);
    }

    private static String absolute(String path) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an absolute path: '" + path + "'");
        }
        return path;
    }

    /** The same, which the container cannot write to. */
    public ContainerMount asReadOnly() {
        return new ContainerMount(kind, source, target, true, size);
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** The path on the host, or the name of the volume; empty for memory. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** Where the container sees it. */
    public String target() {
        return target;
    }

    /** Whether the container cannot write to it. */
    public boolean readOnly() {
        return readOnly;
    }

    /** How much a file system in memory holds at most; empty for what the kernel gives, and for all others. */
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
        return new @Nullable Object[] {kind, source, target, readOnly, size};
    }

    /** Such as {@code bind /srv/data on /data, read-only}. */
    @Override
    public String toString() {
        return kind.id() + (source == null ? "" : " " + source) + " on " + target + (readOnly ? ", read-only" : "");
    }

    /** What can be mounted. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** A file or directory of the host. */
        BIND("bind"),
        /** A volume of the engine. */
        VOLUME("volume"),
        /** A file system in memory. */
        MEMORY("tmpfs");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The word that the engines have for it. */
        public String id() {
            return id;
        }
    }
}
