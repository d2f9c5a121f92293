/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import java.util.List;

/** The IOMMUs of Intel, AMD and ARM. */
final class IommuProbe implements FeatureProbe {
    @Override
    public void probe(Machine machine, Reports reports) {
        List.of(Iommu.VT_D, Iommu.AMD_VI, Iommu.SMMU)
                .forEach(iommu -> reports.add(iommu.feature(), iommu.find(machine)));
    }
}
