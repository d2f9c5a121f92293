/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What the CPU and the platform of a host can do, and why something is off.
 *
 * <p>As far as the host tells it from afar. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HostFeatures extends HostCapability {
    /** A report on each feature that the host can be asked about. */
    List<FeatureReport> reports();

    /** The report on one feature; of state unknown if the host cannot be asked about it. */
    FeatureReport report(CpuFeature feature);
}
