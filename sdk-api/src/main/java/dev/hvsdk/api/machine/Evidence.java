/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One fact that a conclusion rests on: where it was read, what stood there, and who could have forged it.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param source where it was read: a file, a CPUID leaf, an ioctl; written so that a person can look there
 * @param value what was read, without secrets, one line
 * @param forgery who would have to lie for it to be false
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Evidence(String source, String value, Forgery forgery) {
    /** Evidence that only the kernel, the CPU or the hypervisor can produce. */
    public static Evidence ofKernel(String source, String value) {
        return new Evidence(source, value, Forgery.BY_KERNEL);
    }

    /** Evidence from firmware tables, DMI or the device tree. */
    public static Evidence ofFirmware(String source, String value) {
        return new Evidence(source, value, Forgery.BY_FIRMWARE);
    }

    /** Evidence that root on the observed system could have arranged. */
    public static Evidence ofSystem(String source, String value) {
        return new Evidence(source, value, Forgery.BY_ROOT);
    }

    /** Evidence that could have come with a disk or container image. */
    public static Evidence ofImage(String source, String value) {
        return new Evidence(source, value, Forgery.BY_IMAGE);
    }

    // Written out: what the compiler makes for a record is linked at run time, tens of milliseconds in a process that
    // lives for a hundred.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence that && source.equals(that.source) && value.equals(that.value) && forgery == that.forgery;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * source.hashCode() + value.hashCode()) + forgery.hashCode();
    }

    /** The evidence as {@code source: value}. */
    @Override
    public String toString() {
        return source + ": " + value;
    }
}
