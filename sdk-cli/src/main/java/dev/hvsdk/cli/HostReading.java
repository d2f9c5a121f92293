/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that {@code hv host} shows. Immutable.
 *
 * @param capabilities by the words for them
 */
record HostReading(
        HypervisorInfo software,
        HostInfo machine,
        Map<String, Support<? extends HostCapability>> capabilities,
        Support<List<FeatureReport>> features,
        Optional<List<DomainReading>> domains,
        List<PassthroughDevice> devices) {
    static HostReading of(Hypervisor host) {
        return new HostReading(
                host.info(),
                host.host(),
                Capabilities.of(host),
                host.capability(HostFeatures.class).map(HostFeatures::reports),
                DomainReading.of(host),
                host.devices());
    }
}
