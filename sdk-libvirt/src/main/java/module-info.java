/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the backends that go through libvirt share, and the backend of libvirt's test and container drivers.
 */
// JNA's jar names its module in the manifest (com.sun.jna), which is as stable as a descriptor.
@SuppressWarnings("requires-automatic")
module dev.hvsdk.libvirt {
    exports dev.hvsdk.libvirt.xml;

    requires transitive dev.hvsdk.api;
    requires dev.hvsdk.host;
    requires com.sun.jna;
    requires java.logging;
    requires java.xml;
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;

    exports dev.hvsdk.libvirt;
    exports dev.hvsdk.libvirt.backend;

    provides dev.hvsdk.spi.HypervisorProvider with
            dev.hvsdk.libvirt.backend.LibvirtProvider;

    // JNA calls back by reflection.
    opens dev.hvsdk.libvirt.internal.natives to
            com.sun.jna;
}
