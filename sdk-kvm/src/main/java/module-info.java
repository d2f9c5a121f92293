/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The backend for KVM and QEMU, through libvirt. */
module dev.hvsdk.kvm {
    requires transitive dev.hvsdk.api;
    requires transitive dev.hvsdk.libvirt;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports dev.hvsdk.kvm;

    provides dev.hvsdk.spi.HypervisorProvider with
            dev.hvsdk.kvm.KvmProvider;
}
