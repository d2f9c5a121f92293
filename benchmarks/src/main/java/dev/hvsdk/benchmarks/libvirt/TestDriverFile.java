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

    private static final String DOMAIN = """
            <domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
            <test:runstate>%d</test:runstate>
            <name>guest-%05d</name><uuid>%s</uuid><memory unit='MiB'>%d</memory><vcpu>%d</vcpu><os><type>hvm</type></os>
            </domain>
            """;

    private TestDriverFile() {}

    /** Writes it; the file. */
    static Path write(Path directory, int guests) throws IOException {
        Path file = directory.resolve(guests + ".xml");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("<node>\n");
            for (int i = 0; i < guests; i++) {
                out.write(DOMAIN.formatted(STATES[i % STATES.length], i, new UUID(0, i), 64 + i % 64, 1 + i % 8));
            }
            out.write("</node>\n");
        }
        return file;
    }
}
