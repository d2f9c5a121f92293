/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.OtherDevice;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A device by a name of the Container Device Interface, such as {@code nvidia.com/gpu=0}: what its maker's file says that a
 * container needs of it, nodes, libraries and variables.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CdiDevice implements OtherDevice {
    private final String address;
    private final @Nullable String file;

    private CdiDevice(String address, @Nullable String file) {
        this.address = address;
        this.file = file;
    }

    /**
     * The device of this name, whether or not it is there.
     *
     * @param name {@code vendor.com/class=name}
     * @throws IllegalArgumentException if it has another form
     */
    public static CdiDevice of(String name) {
        return new CdiDevice(Checks.cdi(name), null);
    }

    /** The device of this name in a file that describes it. */
    public static CdiDevice describedBy(String name, String file) {
        return new CdiDevice(Checks.cdi(name), file);
    }

    /** Always {@code cdi}. */
    @Override
    public String kind() {
        return "cdi";
    }

    /** The whole name: {@code vendor.com/class=name}. */
    @Override
    public String address() {
        return address;
    }

    /** The file that describes it; empty if none was read. */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** Always empty. */
    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    /** Always empty: the file names nodes, and not what is bound to them. */
    @Override
    public Optional<String> driver() {
        return Optional.empty();
    }

    /** Always empty. */
    @Override
    public OptionalInt iommuGroup() {
        return OptionalInt.empty();
    }

    /** Always empty. */
    @Override
    public OptionalInt numaNode() {
        return OptionalInt.empty();
    }

    /** Ready where a file describes it; unknown otherwise. */
    @Override
    public Assignability assignability() {
        return file == null ? Assignability.unknown(null) : Assignability.ready();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CdiDevice that && address.equals(that.address) && Objects.equals(file, that.file);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, file);
    }

    /** Such as {@code cdi nvidia.com/gpu=0}. */
    @Override
    public String toString() {
        return kind() + " " + address;
    }
}
