/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.util.Set;

/** How machines are switched, and which of them are on. Implementations are thread-safe. */
interface Switches {
    /** What is seen at one moment. Immutable. */
    record Look(Set<Path> running, Set<Path> paused, Set<Path> known) {
        public Look {
            running = Set.copyOf(running);
            paused = Set.copyOf(paused);
            known = Set.copyOf(known);
        }
    }

    /** All that run, paused ones too, which of them are paused, and all that the product itself knows of. */
    Look look();

    /** The same about this one; the others may be missing. */
    Look lookAt(Path file);

    /** Returns when the tool does. */
    void turn(Switch way, Path file, ErrorFactory about);

    /** Tells the product of a machine that was made. */
    void made(String name, Path file, ErrorFactory about);

    /** Ends what is under way. */
    void close();
}
