/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.GuestCapability;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What the command of a container has written to its standard output and error, as the engine keeps it.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ContainerLogs extends GuestCapability {
    /**
     * The lines that are there now, oldest first.
     *
     * @throws dev.hvsdk.api.HypervisorException.NotFound if the container is gone
     */
    List<LogLine> read(LogQuery query);

    /**
     * Gives the listener the lines that are there, and each further one as it is written, from a thread of its own, until what is
     * returned is closed, the container stops, or the connection breaks, which is told by {@link FollowedLog#failure}.
     *
     * @throws dev.hvsdk.api.HypervisorException.NotFound if the container is gone
     */
    FollowedLog follow(LogQuery query, Consumer<? super LogLine> listener);
}
