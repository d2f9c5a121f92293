/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The machine that the containers are on, with its files: this one, or another by its commands. Implementations are thread-safe. */
interface Machine {
    /** Whether it is the one that this process is on. */
    boolean isThisOne();

    /** As {@code uname -m} says it. */
    String architecture() throws IOException;

    /** Whether a program of this name is found there. */
    boolean hasProgram(String name);

    /** Whether there is anything by this name. */
    boolean exists(Path path);

    boolean isDirectory(Path path);

    /** Whether this user may list it and make files in it. */
    boolean isUsable(Path directory);

    /** The text of a file; {@link java.nio.file.NoSuchFileException} if there is none. */
    String read(Path file) throws IOException;

    /** The texts of those of these files that are there and can be read, by as few calls as it allows. */
    Map<Path, String> readAll(Collection<Path> files) throws IOException;

    /** The names in a directory, in order; {@link java.nio.file.NoSuchFileException} if there is none. */
    List<String> list(Path directory) throws IOException;

    /** When a file was written last. */
    Instant modified(Path file) throws IOException;

    /** Where it really is, without links. */
    Path real(Path path) throws IOException;

    /** Replaces a file as a whole: who reads it meanwhile sees the old or the new text. */
    void replace(Path file, String text) throws IOException;

    /** Makes a file with this text, for a tool to read; {@link #delete} it then. */
    Path temporary(String text) throws IOException;

    /** Makes a directory; {@link java.nio.file.FileAlreadyExistsException} if there is something by its name. */
    void createDirectory(Path directory) throws IOException;

    /** Removes a file, or a directory with what is in it; links are not followed. */
    void delete(Path path) throws IOException;
}
