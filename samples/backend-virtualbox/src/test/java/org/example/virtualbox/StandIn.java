/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A script that answers as VBoxManage does, and keeps its machines in files beside it. Immutable. */
record StandIn(String program) {
    static StandIn in(Path directory) {
        Path script = directory.resolve("VBoxManage");
        try (InputStream source = StandIn.class.getResourceAsStream("VBoxManage")) {
            if (source != null && Files.notExists(script)) {
                Files.copy(source, script);
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StandIn(script.toString());
    }
}
