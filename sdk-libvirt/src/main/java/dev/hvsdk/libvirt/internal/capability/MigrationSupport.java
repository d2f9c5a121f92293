/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;

/** Whether a driver of libvirt migrates guests: its capabilities say so. Thread-safe. */
final class MigrationSupport {
    private MigrationSupport() {}

    static Support<Boolean> of(HostAccess host) {
        return host.supported("migration", () -> asked(host));
    }

    private static Boolean asked(HostAccess host) {
        if (!CapabilitiesXml.parse(host.capabilitiesXml()).liveMigration()) {
            throw host.errors("ask for migration")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "its capabilities name no live migration");
        }
        return true;
    }
}
