/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import org.apiguardian.api.API;

/**
 * Made-up machines that a {@link FakeHost} can stand on, as Linux shows them to KVM.
 *
 * <p>They are what programs meet in the field; each value is made up so that it fits the others. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HardwareProfile {
    /** An Intel Xeon server with VT-d and a network adapter with four virtual functions: what {@link FakeHost#kvm} stands on. */
    XEON_WITH_SR_IOV,
    /** An AMD EPYC server with SEV and SEV-ES; its firmware leaves SEV-SNP off. */
    EPYC_WITH_SEV,
    /** An Intel laptop whose firmware has locked VT-x and VT-d off. */
    LAPTOP_WITH_VTX_LOCKED,
    /** A virtual machine of a cloud, whose hypervisor hides AMD-V. */
    CLOUD_GUEST,
    /** An ARM server with EL2 and an SMMU, without nested virtualization. */
    ARM_SERVER,
    /** A logical partition of an IBM Z, with a network function and a mediated disk. */
    IBM_Z_LPAR,
    /** A workstation whose two graphics cards are in one IOMMU group, one of them bound to the driver of the host. */
    GPUS_IN_ONE_GROUP;

    Hardware hardware() {
        return switch (this) {
            case XEON_WITH_SR_IOV -> IntelServer.withIommuGroups();
            case EPYC_WITH_SEV -> EpycServer.hardware();
            case LAPTOP_WITH_VTX_LOCKED -> LockedLaptop.hardware();
            case CLOUD_GUEST -> CloudGuest.hardware();
            case ARM_SERVER -> ArmServer.hardware();
            case IBM_Z_LPAR -> ZPartition.hardware();
            case GPUS_IN_ONE_GROUP -> GpuWorkstation.hardware();
        };
    }
}
