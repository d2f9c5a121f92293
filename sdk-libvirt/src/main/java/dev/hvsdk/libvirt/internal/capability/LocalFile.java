/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Work with files of this machine, in the eight errors. Thread-safe. */
final class LocalFile {
    private LocalFile() {}

    /** Work that may fail as files do. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T attempt(Path file, ErrorFactory errors, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw failure(file, errors.cause(e), e);
        }
    }

    private static HypervisorException failure(Path file, ErrorFactory errors, IOException cause) {
        if (cause instanceof FileAlreadyExistsException) {
            return errors.remedy("choose another file").conflict(file + " is there already");
        }
        if (cause instanceof NoSuchFileException) {
            return errors.notFound("there is no " + cause.getMessage());
        }
        return cause instanceof AccessDeniedException
                ? errors.permissionDenied("this program may not use " + file)
                : errors.hostFailure("with " + file + ": " + cause.getMessage());
    }
}
