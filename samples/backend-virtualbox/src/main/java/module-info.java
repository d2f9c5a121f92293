/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A backend of the Hypervisor SDK for VirtualBox, by way of its command {@code VBoxManage}. */
module org.example.virtualbox {
    requires transitive dev.hvsdk.api;
    requires dev.hvsdk.host;

    exports org.example.virtualbox;

    provides dev.hvsdk.spi.HypervisorProvider with
            org.example.virtualbox.VirtualBoxProvider;
}
