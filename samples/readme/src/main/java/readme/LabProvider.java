/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A backend for a lab that keeps its machines in a text file: {@code lab:/etc/lab-machines}. */
public final class LabProvider implements HypervisorProvider {
    static final Path DIRECTORY = Path.of("/etc");

    @Override
    public String id() {
        return "lab";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("lab");
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        return Files.isReadable(DIRECTORY)
                ? Support.available(this)
                : Support.unavailable(Support.Reason.PERMISSION_DENIED, DIRECTORY + " cannot be read", "run as root");
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        return new LabHypervisor(spec);
    }
}
