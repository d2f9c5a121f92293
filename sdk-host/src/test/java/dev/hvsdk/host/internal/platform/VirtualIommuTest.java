/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualIommuTest {
    private static VirtualizationLayer.Builder layer(Technology technology) {
        return VirtualizationLayer.builder(technology).evidence(Evidence.ofKernel("test", "test"));
    }

    @ParameterizedTest
    @CsvSource({
        "kvm, firecracker, KVM guest of Firecracker: it offers no virtual IOMMU",
        "kvm, nitro, KVM guest of AWS Nitro: it offers no virtual IOMMU",
        "kvm, cloud-hypervisor, iommu=on",
        "xen, hvm, guest of Xen: it offers no virtual IOMMU",
        "hyper-v, wsl2, it offers no virtual IOMMU",
        "vmware, any, Expose IOMMU to the guest OS",
        "kvm, any, 'intel-iommu,intremap=on,caching-mode=on'",
        "qemu, any, kernel-irqchip=split",
        "bhyve, any, where its hypervisor can"
    })
    void dependsOnTheMonitor(String technology, String variant, String words) {
        VirtualizationLayer layer = layer(Technology.known().stream()
                        .filter(known -> known.id().equals(technology))
                        .findFirst()
                        .orElseThrow())
                .variant(variant)
                .build();

        assertThat(VirtualIommu.remedy(List.of(layer), true))
                .hasValueSatisfying(text -> assertThat(text).contains(words));
    }

    @Test
    void isThatOfTheInnermostHypervisor() {
        List<VirtualizationLayer> layers = List.of(
                layer(Technology.VMWARE).build(),
                layer(Technology.KVM).build(),
                layer(Technology.DOCKER).build());

        assertThat(VirtualIommu.remedy(layers, false))
                .hasValueSatisfying(text -> assertThat(text).contains("smmuv3").doesNotContain("intel"));
    }

    @Test
    void isNoneForAHostOrAContainer() {
        List<VirtualizationLayer> layers = List.of(
                layer(Technology.XEN).role(LayerRole.HOST).build(),
                layer(Technology.DOCKER).build());

        assertThat(VirtualIommu.remedy(layers, true)).isEmpty();
    }
}
