/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command {@code hv}: the SDK as a person uses it. */
module dev.hvsdk.cli {
    requires dev.hvsdk.api;
    requires dev.hvsdk.containers;
    requires dev.hvsdk.host;
    requires dev.hvsdk.libvirt;
    requires dev.hvsdk.testkit;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires static org.apiguardian.api;
    requires static org.jspecify;

    opens dev.hvsdk.cli to
            info.picocli;
}
