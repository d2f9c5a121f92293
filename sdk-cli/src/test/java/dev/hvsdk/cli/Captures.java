/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small captured hosts. */
final class Captures {
    private Captures() {}

    /** x86, with the hypervisor's bit set or not. */
    static Path x86(Path tree, boolean isGuest) throws IOException {
        Files.createDirectories(tree.resolve("proc"));
        Files.writeString(
                tree.resolve("proc/cpuinfo"),
                "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Test CPU\nflags\t\t: fpu vme"
                        + (isGuest ? " hypervisor" : " vmx") + "\n");
        String hypervisor = isGuest
                ? ", \"0x40000000\": { \"0\": [\"0x40000001\", \"0x4b4d564b\", \"0x564b4d56\", \"0x0000004d\"] }"
                : "";
        Files.writeString(
                tree.resolve("host.json"),
                "{ \"format\": 1, \"machine\": \"x86_64\", \"namespaces\": { \"pid\": 4026531836 }, \"cpuid\": {"
                        + " \"0x1\": { \"0\": [\"0x000906ea\", \"0x0\", \""
                        + (isGuest ? "0xfffa3203" : "0x7ffafbff") + "\", \"0x0f8bfbff\"] }" + hypervisor + " } }");
        return tree;
    }
}
