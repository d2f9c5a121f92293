/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Work with a file of this machine, in the errors of the API. Immutable.
 *
 * @param path where it is
 * @param about what it is for
 */
record LocalFile(Path path, ErrorFactory about) {
    /** Work that may fail as files do. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    <T> T attempt(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw failure(about.cause(e), e);
        }
    }

    private HypervisorException failure(ErrorFactory errors, IOException cause) {
        if (cause instanceof FileAlreadyExistsException) {
            return errors.remedy("choose another file").conflict(path + " is there already");
        }
        if (cause instanceof NoSuchFileException) {
            return errors.notFound("there is no " + cause.getMessage());
        }
        return cause instanceof AccessDeniedException
                ? errors.permissionDenied("this program may not use " + path)
                : errors.hostFailure("with " + path + ": " + cause.getMessage());
    }
}
