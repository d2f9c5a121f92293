/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all. Immutable.
 *
 * @param file where it shall be
 * @param mayReplace whether one that is there may be replaced
 */
record NewFile(Path file, boolean mayReplace) {
    /** Fails before any work was done, if writing could only fail. */
    void check() {
        if (Files.isDirectory(file)) {
            throw new FailureException(file + " is a directory; name a file in it", null);
        }
        if (!mayReplace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(null);
        }
        if (!Files.isDirectory(directory())) {
            throw new FailureException("there is no directory " + directory() + "; make it first", null);
        }
    }

    private FailureException exists(@Nullable Throwable cause) {
        return new FailureException(file + " is there already; name another file, or replace it with --force", cause);
    }

    private Path directory() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Has it written beside its place, readable by its owner alone, and put there at the end. */
    void write(Consumer<Path> writing) {
        try {
            Path beside = Files.createTempFile(directory(), ".hv-", ".part");
            try {
                writing.accept(beside);
                putInPlace(beside);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(e);
        } catch (IOException e) {
            throw new FailureException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void putInPlace(Path written) throws IOException {
        if (mayReplace) {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(written, file);
        }
    }
}
