/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of one container. Thread-safe, but what two threads write at once, one of them has not written. */
final class Folder {
    private static final String CONFIG = "config";

    private final Path directory;

    Folder(Path directory) {
        this.directory = directory;
    }

    /** The configuration; empty if there is none, or none that can be read. */
    Optional<LxcConfig> tryConfig() {
        try {
            return Optional.of(LxcConfig.parse(Files.readString(directory.resolve(CONFIG))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    LxcConfig config(ErrorFactory errors) {
        try {
            return LxcConfig.parse(Files.readString(directory.resolve(CONFIG)));
        } catch (NoSuchFileException e) {
            throw errors.cause(e).notFound("it has no configuration");
        } catch (IOException | IllegalArgumentException e) {
            throw errors.cause(e).hostFailure("its configuration cannot be read: " + e.getMessage());
        }
    }

    /** Makes the directory, then the configuration, which makes it a container. */
    void create(ErrorFactory errors, LxcConfig config) {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            throw errors.cause(e).conflict("there is a directory of this name already");
        } catch (IOException e) {
            throw errors.cause(e).hostFailure("its directory cannot be made: " + e.getMessage());
        }
        try {
            write(errors, config);
        } catch (RuntimeException e) {
            delete(errors);
            throw e;
        }
    }

    /** Replaces the configuration as a whole: who reads it meanwhile sees the old or the new one. */
    void write(ErrorFactory errors, LxcConfig config) {
        try {
            Path draft = Files.createTempFile(directory, CONFIG, ".new");
            Files.writeString(draft, config.text());
            Files.move(draft, directory.resolve(CONFIG), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw errors.cause(e).hostFailure("its configuration cannot be written: " + e.getMessage());
        }
    }

    /** Whether its root is a directory that is not in here, which no removal may touch. */
    boolean hasForeignRoot(LxcConfig config) {
        String path = config.find("lxc.rootfs.path").orElse("");
        String root = path.startsWith("dir:") ? path.substring("dir:".length()) : path;
        return root.startsWith("/") && !isInside(Path.of(root));
    }

    private boolean isInside(Path root) {
        try {
            return root.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            // One that cannot be found, or not be seen, is not known to be ours.
            return false;
        }
    }

    /** Removes the directory with what is in it; links are not followed. */
    void delete(ErrorFactory errors) {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw errors.cause(e).hostFailure("its directory cannot be removed: " + e.getMessage());
        }
    }
}
