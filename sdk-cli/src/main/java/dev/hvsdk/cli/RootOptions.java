/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.InvalidCaptureException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which machine is read: this one, or one that was captured. Filled in by picocli. */
final class RootOptions {
    @Option(
            names = "--root",
            paramLabel = "DIR",
            order = 70,
            description =
                    "Read the host that 'hv capture' wrote into DIR, or a tree with proc and sys, not this machine.")
    private @Nullable Path root;

    /** Whether another host than this machine was asked for. */
    boolean isNamed() {
        return root != null;
    }

    HostRoot host() {
        if (root == null) {
            return HostRoot.live();
        }
        try {
            return HostRoot.captured(named(root));
        } catch (InvalidCaptureException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** An empty path is what a script with an unset variable gives, and would mean the directory it runs in. */
    private static Path named(Path directory) {
        if (directory.toString().isEmpty()) {
            throw new UsageException("--root needs a directory, and not an empty text", null);
        }
        return directory;
    }
}
