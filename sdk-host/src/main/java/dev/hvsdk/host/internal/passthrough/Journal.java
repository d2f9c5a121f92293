/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.FileWork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was changed last and how it was before, on disk before it is changed, so that a crash at any moment can be taken back.
 *
 * <p>A file of lines of JSON, each with the number of the format. A line that has no end was being written when the process
 * died, so that its step was not yet taken. Not thread-safe: guarded by {@link ApplyLock}.
 */
public final class Journal {
    private static final String NAME = "passthrough.journal";

    /** Of a group with hundreds of functions, 200 KiB. */
    private static final int MAX_BYTES = 16 << 20;

    private final Path directory;
    private final ErrorFactory errors;

    /** The journal in this directory, which is made, for its owner alone, when something is written. */
    public Journal(Path directory) {
        this.directory = directory;
        this.errors = Planner.ERRORS.subject("journal " + file());
    }

    private Path file() {
        return directory.resolve(NAME);
    }

    /** What it holds; empty if nothing. */
    public Optional<Entry> read() {
        try {
            if (Files.size(file()) > MAX_BYTES) {
                throw damaged("it is larger than " + (MAX_BYTES >> 20) + " MiB", null);
            }
            return JournalLines.parse(Files.readString(file()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw errors.operation("read")
                    .remedy(e instanceof AccessDeniedException ? "run as root" : "name another directory")
                    .cause(e)
                    .hostFailure("it cannot be read, and nothing is changed without it: " + FileWork.why(e));
        } catch (JournalLines.DamagedException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private RuntimeException damaged(String why, @Nullable Exception cause) {
        return errors.operation("read")
                .remedy("look at what it says about drivers, and remove it")
                .cause(cause)
                .hostFailure(why);
    }

    /** Forgets what it held, in one step, and begins anew. */
    void begin(String boot, String change, int steps) {
        writing(() -> {
            makeDirectory(directory);
            Path next = directory.resolve(NAME + ".new");
            Files.deleteIfExists(next);
            append(next, JournalLines.begin(boot, change, steps));
            Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
            synchronizeDirectory();
        });
    }

    void step(int number, Begun before, Step step) {
        writing(() -> append(file(), JournalLines.step(number, before, step)));
    }

    void done(int number) {
        writing(() -> append(file(), JournalLines.done(number)));
    }

    /** Says how it ended. */
    public void end(String outcome) {
        writing(() -> append(file(), JournalLines.end(outcome)));
    }

    /** Puts aside what is of an earlier boot. */
    public void setAside() {
        writing(() -> Files.move(file(), directory.resolve(NAME + ".stale"), StandardCopyOption.REPLACE_EXISTING));
    }

    static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** On disk when it returns, behind the last line that has an end. */
    private static void append(Path file, String line) throws IOException {
        int whole =
                Files.exists(file) ? JournalLines.whole(Files.readString(file)).getBytes(UTF_8).length : 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(whole).position(whole);
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A new name is on disk only when its directory is. */
    private void synchronizeDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void writing(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw errors.operation("write")
                    .remedy("name a directory that can be written to")
                    .cause(e)
                    .hostFailure("it cannot be written, and nothing is changed without it: " + FileWork.why(e));
        }
    }

    /** The file's place. */
    @Override
    public String toString() {
        return file().toString();
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
