/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM like this one is started. */
public final class Jvm {
    /** From this release on, libraries that load native code want leave to do so, and say it on standard error. */
    private static final int WARNS_OF_NATIVE_ACCESS = 24;

    private Jvm() {}

    /** A command that runs this class, without its arguments; the list can be added to. */
    public static List<String> command(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= WARNS_OF_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }
}
