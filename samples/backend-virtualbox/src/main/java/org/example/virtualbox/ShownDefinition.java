/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NativeDefinition;

/** What VirtualBox shows of a machine. Immutable. */
record ShownDefinition(VirtualBoxHypervisor host, GuestId id) implements NativeDefinition {
    @Override
    public String format() {
        return "vboxmanage-machinereadable";
    }

    @Override
    public String text() {
        return host.inventory().definition(id);
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        return host.refuse("replace", Support.Reason.NO_SUCH_CONCEPT, "what VBoxManage shows is nothing that it reads");
    }
}
