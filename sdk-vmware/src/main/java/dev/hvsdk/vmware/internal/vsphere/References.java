/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;

/** Properties that are lists of managed objects. */
final class References {
    private References() {}

    /** Empty if there are none, or they may not be read. */
    static List<ManagedRef> of(ObjectContent content, String path) {
        return content.find(path).stream()
                .flatMap(all -> all.children().stream())
                .flatMap(one -> one.asRef().stream())
                .toList();
    }
}
