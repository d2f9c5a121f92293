/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Guests of QEMU that are started and paused: no disk, no network, and emulated, so that any machine can run many. */
final class QemuGuests {
    private QemuGuests() {}

    static void start(String uri, Path directory, int guests) throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < guests; i++) {
            Path file = Files.writeString(directory.resolve("guest-" + i + ".xml"), domain(i));
            commands.add("create " + file + " --paused");
        }
        Process virsh = new ProcessBuilder("virsh", "-q", "-c", uri, String.join("; ", commands))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (virsh.waitFor() != 0) {
            throw new IOException("virsh could not start the guests");
        }
    }

    private static String domain(int number) {
        return """
                <domain type='qemu'><name>guest-%02d</name><memory unit='MiB'>16</memory><vcpu>1</vcpu>
                <os><type arch='x86_64' machine='pc'>hvm</type></os></domain>
                """.formatted(number);
    }
}
