/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import org.apiguardian.api.API;

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

    /** The evidence as {@code source: value}. */
    @Override
    public String toString() {
        return source + ": " + value;
    }
}
