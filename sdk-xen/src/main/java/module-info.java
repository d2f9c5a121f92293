/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The backend for Xen, through libvirt and through {@code xl}. */
module dev.hvsdk.xen {
    requires transitive dev.hvsdk.api;
    requires dev.hvsdk.host;
    requires dev.hvsdk.libvirt;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports dev.hvsdk.xen;
    exports dev.hvsdk.xen.backend;

    provides dev.hvsdk.spi.HypervisorProvider with
            dev.hvsdk.xen.backend.XenProvider,
            dev.hvsdk.xen.backend.XlProvider;
}
