/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Commands that are run to their end. */
final class Command {
    private Command() {}

    static List<String> of(List<String> first, String... further) {
        List<String> argv = new ArrayList<>(first);
        argv.addAll(List.of(further));
        return List.copyOf(argv);
    }

    /** What it wrote; throws if it failed, with its errors on ours. */
    static String run(List<String> argv) {
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
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
