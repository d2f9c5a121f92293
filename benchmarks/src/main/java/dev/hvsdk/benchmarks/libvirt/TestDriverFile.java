/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A host of libvirt's test driver with many guests: half of them run, a third is shut off, a sixth is paused. */
final class TestDriverFile {
    /** Of the driver: 1 runs, 3 is paused, 5 is shut off. */
    private static final int[] STATES = {1, 5, 1, 3, 5, 1};

    private TestDriverFile() {}

    /** Writes it; the file. */
    static Path write(Path directory, int guests) throws IOException {
        Path file = directory.resolve(guests + ".xml");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("<node>\n");
            for (int i = 0; i < guests; i++) {
                out.write(domain(i));
            }
            out.write("</node>\n");
        }
        return file;
    }

    private static String domain(int number) {
        return """
                <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
                <test:runstate>%d</test:runstate>
                <name>guest-%05d</name><uuid>%s</uuid><memory unit='MiB'>%d</memory><vcpu>%d</vcpu><os><type>hvm</type></os>
                </domain>
                """.formatted(
                        STATES[number % STATES.length], number, new UUID(0, number), 64 + number % 64, 1 + number % 8);
    }
}
