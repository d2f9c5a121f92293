/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The backends of VMware: vSphere (ESXi, vCenter), and Workstation, Player and Fusion. */
module dev.hvsdk.vmware {
    requires transitive dev.hvsdk.api;
    requires dev.hvsdk.host;
    requires com.fasterxml.aalto;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires dev.failsafe.core;
    requires java.logging;
    requires java.xml;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports dev.hvsdk.vmware;

    provides dev.hvsdk.spi.HypervisorProvider with
            dev.hvsdk.vmware.backend.VsphereProvider,
            dev.hvsdk.vmware.backend.WorkstationProvider;
}
