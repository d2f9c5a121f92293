/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a counter showed of a guest, or of a part of it such as one disk.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereMetric {
    private final VsphereCounter counter;
    private final @Nullable String instance;
    private final BigDecimal value;

    private VsphereMetric(VsphereCounter counter, @Nullable String instance, BigDecimal value) {
        this.counter = counter;
        this.instance = instance;
        this.value = value;
    }

    /** Of the guest as a whole. */
    public static VsphereMetric of(VsphereCounter counter, BigDecimal value) {
        return new VsphereMetric(counter, null, value);
    }

    /** Of a part of the guest. */
    public static VsphereMetric of(VsphereCounter counter, String instance, BigDecimal value) {
        return new VsphereMetric(counter, instance, value);
    }

    /** What was measured. */
    public VsphereCounter counter() {
        return counter;
    }

    /**
     * The part of the guest, in the server's words: the number of a CPU, {@code scsi0:1}, the key of a network card such as
     * {@code 4000}; empty for the guest as a whole.
     */
    public Optional<String> instance() {
        return Optional.ofNullable(instance);
    }

    /** The value, in the unit of the counter; percents have their two decimal places, which the server writes without the point. */
    public BigDecimal value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereMetric that
                && counter.equals(that.counter)
                && Objects.equals(instance, that.instance)
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(counter, instance, value);
    }

    /** Such as {@code virtualDisk.read.average of scsi0:1: 12 kiloBytesPerSecond}. */
    @Override
    public String toString() {
        return counter.name() + (instance == null ? "" : " of " + instance) + ": " + value + " " + counter.unit();
    }
}
