/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import java.util.function.Supplier;

/** Finds out by a call whether a driver has a function. Thread-safe. */
final class DriverSupport {
    private DriverSupport() {}

    static Support<Boolean> ask(String what, Supplier<?> probe) {
        try {
            probe.get();
            return Support.available(Boolean.TRUE);
        } catch (HypervisorException.Unsupported e) {
            return Support.unavailable(e.reason(), "this driver of libvirt has no " + what + ": " + e.detail());
        }
    }
}
