/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.host.root.DeviceAccess;
import dev.hvsdk.host.root.Fact;

/** What a user does who may not open {@code /dev/kvm}: joining a group helps only where the node lets it in. */
final class KvmPermission {
    private static final String GRANT =
            "have root grant access: setfacl -m u:USER:rw /dev/kvm until the next boot, or a udev rule "
                    + "KERNEL==\"kvm\", GROUP=\"kvm\", MODE=\"0660\" and yourself in that group";

    private KvmPermission() {}

    static String remedy(Fact<DeviceAccess> access) {
        return access.value()
                .map(KvmPermission::remedy)
                .orElse(
                        "Run as root, or join the group that 'ls -l /dev/kvm' shows if it may read and write; otherwise "
                                + GRANT);
    }

    /** Nobody should join root's group for a device. */
    private static String remedy(DeviceAccess access) {
        return access.openToGroup() && !access.group().equals("root")
                ? "Run as root, or join the group that owns /dev/kvm (usermod -aG " + access.group()
                        + " USER) and log in anew"
                : "Run as root, or " + GRANT;
    }
}
