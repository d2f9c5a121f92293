/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.workload;

import dev.hvsdk.host.root.Limitation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What was found among the processes of a host.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param found the workloads, by the number of their process
 * @param limitations what could not be read and would have made the answer fuller
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Workloads(List<Workload> found, List<Limitation> limitations) {
    /** Copies the lists. */
    public Workloads {
        found = List.copyOf(found);
        limitations = List.copyOf(limitations);
    }
}
