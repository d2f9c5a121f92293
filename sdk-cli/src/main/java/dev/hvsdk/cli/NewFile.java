/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.spi.support.FileWork;
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
    /** Where a link leads, if there is one; what replaces a file does so there. */
    static NewFile at(Path name, boolean mayReplace) {
        try {
            return new NewFile(Files.isSymbolicLink(name) ? name.toRealPath() : name, mayReplace);
        } catch (IOException e) {
            throw new FailureException(name + " is a link that leads nowhere; name a file", e);
        }
    }

    /** Fails before any work was done, if writing could only fail. */
    void check() {
        if (Files.isDirectory(file)) {
            throw new FailureException(file + " is a directory; name a file in it", null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FailureException(file + " is a device or a pipe; name a file, or write to standard output", null);
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
            throw new FailureException(file + " cannot be written: " + FileWork.why(e), e);
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
