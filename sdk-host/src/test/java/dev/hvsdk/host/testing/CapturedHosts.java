/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.testing;

import dev.hvsdk.host.root.HostRoot;
import java.nio.file.Path;

/** The captured hosts of this module's tests. */
public final class CapturedHosts {
    private CapturedHosts() {}

    /** One of the directories in {@code src/test/hosts}, read in place. */
    public static HostRoot read(String name) {
        return HostRoot.captured(Path.of("src/test/hosts", name));
    }
}
