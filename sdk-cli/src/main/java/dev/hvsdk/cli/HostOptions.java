/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.HostInspector;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.InvalidCaptureException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that read this machine, or one that was captured. Filled in by picocli. */
final class HostOptions {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            order = 70,
            description = "Read the host that 'hv capture' wrote into DIR, not this machine.")
    private @Nullable Path root;

    OutputOptions output() {
        return output;
    }

    HostInspector inspector() {
        return HostInspector.of(host());
    }

    HostRoot host() {
        if (root == null) {
            return HostRoot.live();
        }
        try {
            return HostRoot.captured(root);
        } catch (InvalidCaptureException e) {
            throw new FailureException(String.valueOf(e.getMessage()), e.getCause());
        }
    }
}
