/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Brings bytes from files of this machine into volumes, and back. */
final class VolumeFiles {
    /** A fake host has no disks: what is put into a volume is in the memory of the test. */
    static final MemorySize MOST = MemorySize.ofMebibytes(64);

    /** How often is told how many bytes there have been. */
    private static final int STEPS = 4;

    private VolumeFiles() {}

    static void refuseLess(StoredVolume volume, MemorySize capacity, ErrorFactory resizing) {
        if (capacity.compareTo(volume.capacity()) < 0) {
            throw resizing.unsupported(
                    Reason.NO_SUCH_CONCEPT, "a volume of " + volume.capacity() + " is not cut to " + capacity);
        }
    }

    /** What is there once the bytes were written from the beginning. */
    static byte[] over(byte[] before, byte[] bytes) {
        if (bytes.length >= before.length) {
            return bytes;
        }
        byte[] all = before.clone();
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        return all;
    }

    /** How many bytes of the file have to be brought into the volume; throws if they do not fit. */
    static long sizeFor(StoredVolume volume, Path source, ErrorFactory uploading) {
        long size = attempt(uploading, source, () -> Files.size(source));
        if (size > volume.capacity().toBytes()) {
            throw uploading
                    .remedy("resize the volume first")
                    .conflict(source + " of " + MemorySize.ofBytes(size) + " does not fit into " + volume.capacity());
        }
        if (size > MOST.toBytes()) {
            throw uploading.hostFailure("a fake host keeps at most " + MOST + " of a volume");
        }
        return size;
    }

    /** All bytes of a file that has so many. */
    static byte[] read(Path source, long size, ErrorFactory uploading, LongConsumer done) {
        return attempt(uploading, source, () -> {
            try (InputStream file = Files.newInputStream(source)) {
                byte[] bytes = new byte[Math.toIntExact(size)];
                int length = 0;
                int read;
                do {
                    read = file.readNBytes(bytes, length, step(bytes.length, length));
                    length += read;
                    done.accept(length);
                } while (read > 0 && length < bytes.length);
                return Arrays.copyOf(bytes, length);
            }
        });
    }

    private static int step(int all, int done) {
        return Math.min(all - done, all / STEPS + 1);
    }

    /** Writes the bytes into a new file, of which nothing is left if that fails. */
    static Path write(byte[] bytes, Path target, ErrorFactory downloading, LongConsumer done) {
        OutputStream file =
                attempt(downloading, target, () -> Files.newOutputStream(target, StandardOpenOption.CREATE_NEW));
        boolean isWhole = false;
        try {
            attempt(downloading, target, () -> writeAll(bytes, file, done));
            isWhole = true;
            return target;
        } finally {
            if (!isWhole) {
                attempt(downloading, target, () -> Files.deleteIfExists(target));
            }
        }
    }

    private static int writeAll(byte[] bytes, OutputStream target, LongConsumer done) throws IOException {
        try (OutputStream file = target) {
            int length = 0;
            while (length < bytes.length) {
                int step = step(bytes.length, length);
                file.write(bytes, length, step);
                length += step;
                done.accept(length);
            }
            return length;
        }
    }

    /** Work with a file. */
    private interface FileWork<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(ErrorFactory doing, Path file, FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw failure(doing.cause(e), file, e);
        }
    }

    private static HypervisorException failure(ErrorFactory doing, Path file, IOException cause) {
        if (cause instanceof FileAlreadyExistsException) {
            return doing.remedy("choose another file").conflict(file + " is there already");
        }
        return cause instanceof NoSuchFileException
                ? doing.notFound("there is no " + cause.getMessage())
                : doing.hostFailure(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
