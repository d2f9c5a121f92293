/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import java.util.List;

/** The features of the host as Xen tells them. Immutable. */
final class XenHostFeatures implements HostFeatures {
    private final Dom0 host;

    XenHostFeatures(Dom0 host) {
        this.host = host;
    }

    @Override
    public List<FeatureReport> reports() {
        return features().reports();
    }

    @Override
    public FeatureReport report(CpuFeature feature) {
        return features().report(feature);
    }

    private XenFeatures features() {
        return new XenFeatures(HypervisorFacts.read(host, host.errors("read features")));
    }
}
