/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A backend, as {@code dev.hvsdk.Hypervisors} finds it.
 *
 * <p>Declare it in {@code module-info.java} ({@code provides}) <em>and</em> in
 * {@code META-INF/services/dev.hvsdk.spi.HypervisorProvider}: a provider in the module descriptor alone is invisible on the class
 * path. The constructor must be cheap and touch no native library or network; that is for {@link #probe} and {@link #open}.
 * Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HypervisorProvider {
    /** The version of this SPI that this SDK speaks. */
    int SPI_VERSION = 1;

    /** The id of the backend, unique among all: lower-case letters, digits and hyphens, such as {@code kvm}. */
    String id();

    /** The schemes of the URIs that it opens, such as {@code qemu}, {@code qemu+ssh}; compared without regard to case. */
    Set<String> schemes();

    /**
     * The version of this SPI that the backend was written for. A backend for a newer one is refused, and says so in
     * {@code Hypervisors.problems()}.
     *
     * <p>Implement it as a literal number: {@link #SPI_VERSION} would be whatever the backend runs with.
     */
    int spiVersion();

    /**
     * Whether the backend could work on this machine: its libraries, tools or sockets are there.
     *
     * <p>It is about what can be opened from here. A backend whose libraries reach other hosts is available with them, whatever this
     * machine is itself; opening it says then what is in the way.
     *
     * <p>Cheap, offline, and never throws; the answer says what to install or to do. {@code Backend.probe()} waits 2 seconds for
     * it.
     */
    Support<HypervisorProvider> probe();

    /**
     * Connects; never gives null.
     *
     * @throws dev.hvsdk.api.HypervisorException if the host cannot be reached, refuses the login, or is not what it should be
     * @throws IllegalArgumentException if the URI is none of this backend's
     */
    Hypervisor open(ConnectSpec spec);
}
