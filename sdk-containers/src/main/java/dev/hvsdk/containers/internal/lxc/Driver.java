/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import java.util.List;
import java.util.Optional;

/** The quick questions and changes, by the library or by the tools, with equal answers. Implementations are thread-safe. */
interface Driver {
    /** The names of the containers that are defined or run, in order; what cannot be asked is an error. */
    List<String> names();

    /** The state as LXC writes it, such as {@code FROZEN}; empty if there is no such container. */
    Optional<String> state(String name);

    /** The number of process 1 as this machine knows it; empty if it does not run. */
    Optional<Long> processId(String name);

    /** Whether it could be frozen. */
    boolean freeze(String name);

    /** Whether it could be let go on. */
    boolean unfreeze(String name);

    /** Kills it; whether that could be done. */
    boolean stop(String name);

    /** An item of its control group; empty if there is no such item, or the container does not run. */
    Optional<String> item(String name, String key);

    /** Changes an item of its control group; whether that could be done. */
    boolean setItem(String name, String key, String value);
}
