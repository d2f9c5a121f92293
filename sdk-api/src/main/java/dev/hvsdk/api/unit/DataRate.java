/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.unit;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A rate of transfer, such as the bandwidth of a migration or the limit of a disk.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DataRate implements Comparable<DataRate> {
    private final MemorySize perSecond;

    private DataRate(MemorySize perSecond) {
        this.perSecond = perSecond;
    }

    /** A rate of {@code size} each second. */
    public static DataRate perSecond(MemorySize size) {
        return new DataRate(size);
    }

    /** A rate in bytes per second; throws {@link IllegalArgumentException} if negative. */
    public static DataRate ofBytesPerSecond(long bytes) {
        return new DataRate(MemorySize.ofBytes(bytes));
    }

    /** A rate in MiB per second, the unit of libvirt's migration bandwidth. */
    public static DataRate ofMebibytesPerSecond(long mebibytes) {
        return new DataRate(MemorySize.ofMebibytes(mebibytes));
    }

    /** This rate in bytes per second. */
    public long toBytesPerSecond() {
        return perSecond.toBytes();
    }

    @Override
    public int compareTo(DataRate other) {
        return perSecond.compareTo(other.perSecond);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataRate that && perSecond.equals(that.perSecond);
    }

    @Override
    public int hashCode() {
        return perSecond.hashCode();
    }

    @Override
    public String toString() {
        return perSecond + "/s";
    }
}
