/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.HypervisorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Work with a file of this machine, in the errors of the API. Most of the JDK's errors of files have nothing but the name as their
 * message.
 *
 * <p>Immutable.
 *
 * @param path the file
 * @param errors what they say it is for
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FileWork(Path path, ErrorFactory errors) {
    /** Work that may fail as files do. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws IOException;
    }

    /**
     * Does it, and fails with Conflict for a file that is there already, NotFound for one that is not there, PermissionDenied, or
     * HostFailure.
     */
    public <T> T attempt(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw failure(errors.cause(e), e);
        }
    }

    private HypervisorException failure(ErrorFactory about, IOException cause) {
        if (cause instanceof FileAlreadyExistsException) {
            return about.remedy("choose another file").conflict(path + " is there already");
        }
        if (cause instanceof NoSuchFileException) {
            return about.notFound("there is no " + cause.getMessage());
        }
        return cause instanceof AccessDeniedException
                ? about.permissionDenied("this program may not use " + path)
                : about.hostFailure("with " + path + ": " + why(cause));
    }

    /** What went wrong, to stand behind what could not be done: {@code no permission for /root/x}. */
    public static String why(IOException failure) {
        if (!(failure instanceof FileSystemException named)) {
            return String.valueOf(failure.getMessage());
        }
        String reason = kind(named);
        return reason == null ? String.valueOf(named.getMessage()) : reason;
    }

    private static @Nullable String kind(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + file;
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no " + file;
        }
        if (failure instanceof NotDirectoryException) {
            return file + " is no directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + " is there already";
        }
        return failure instanceof DirectoryNotEmptyException ? file + " is not empty" : null;
    }
}
