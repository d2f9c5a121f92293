/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import org.apiguardian.api.API;

/**
 * Is told of every path of a host that is read, and what came of it: for an audit, and for saying what could not be used.
 *
 * <p>Implementations must be thread-safe if the host is read by several threads.
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ReadObserver {
    /**
     * A path was read, listed, followed or looked for.
     *
     * @param path the absolute path on the host
     * @param outcome what was found, or why nothing was; of a file that is longer than what was read, that it is damaged
     */
    void read(String path, Fact<?> outcome);
}
