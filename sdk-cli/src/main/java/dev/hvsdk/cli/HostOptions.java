/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import picocli.CommandLine.Mixin;

/** Options of the commands that read this machine, or one that was captured. Filled in by picocli. */
final class HostOptions {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final RootOptions root = new RootOptions();

    OutputOptions output() {
        return output;
    }

    /** Whether another host than this machine was asked for. */
    boolean isNamed() {
        return root.isNamed();
    }

    HostInspector inspector() {
        return HostInspector.of(host());
    }

    HostRoot host() {
        return root.host();
    }
}
