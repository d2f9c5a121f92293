/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.testkit.FakeHost;

class FakeVsphereTckTest extends HypervisorTck {
    @Override
    protected TckSubject subject() {
        return new FakeSubject(FakeHost::vsphere);
    }
}
