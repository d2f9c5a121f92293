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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the commands that read this machine, or one that was captured. Filled in by picocli. */
final class HostOptions {
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            order = 70,
            description =
                    "Read the host that 'hv capture' wrote into DIR, or a tree with proc and sys, not this machine.")
    private @Nullable Path root;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli where there is a root
    private CommandSpec spec;

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
            return HostRoot.captured(named(root));
        } catch (InvalidCaptureException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** An empty path is what a script with an unset variable gives, and would mean the directory it runs in. */
    private Path named(Path directory) {
        if (directory.toString().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--root needs a directory, and not an empty text");
        }
        return directory;
    }
}
