/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands that are run to their end. */
public final class Command {
    private Command() {}

    /** The words of a command and more of them. */
    public static List<String> of(List<String> first, String... further) {
        List<String> argv = new ArrayList<>(first);
        argv.addAll(List.of(further));
        return List.copyOf(argv);
    }

    /** What it wrote; throws if it failed, with its errors on ours. */
    public static String run(List<String> argv) {
        return run(argv, Map.of());
    }

    /** The same with more in its environment. */
    public static String run(List<String> argv, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(argv + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(argv + " was interrupted", e);
        }
    }
}
