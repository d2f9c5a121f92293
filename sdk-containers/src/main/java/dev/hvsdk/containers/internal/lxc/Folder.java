/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The directory of one container. Thread-safe, but what two threads write at once, one of them has not written. */
final class Folder {
    private static final String CONFIG = "config";

    private final Machine machine;
    private final Path directory;

    Folder(Machine machine, Path directory) {
        this.machine = machine;
        this.directory = directory;
    }

    /** The configuration; empty if there is none, or none that can be read. */
    Optional<LxcConfig> tryConfig() {
        try {
            return parsed(machine.read(directory.resolve(CONFIG)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<LxcConfig> parsed(String text) {
        try {
            return Optional.of(LxcConfig.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The configurations of containers of a directory by their names, as far as they are there and can be read. */
    static Map<String, LxcConfig> configs(Machine machine, Path directory, Collection<String> names) {
        Map<Path, String> files = new LinkedHashMap<>();
        names.forEach(name -> files.put(directory.resolve(name).resolve(CONFIG), name));
        Map<String, LxcConfig> configs = new HashMap<>();
        try {
            machine.readAll(files.keySet())
                    .forEach((file, text) ->
                            parsed(text).ifPresent(config -> configs.put(files.getOrDefault(file, ""), config)));
        } catch (IOException e) {
            return Map.of();
        }
        return configs;
    }

    LxcConfig config(ErrorFactory errors) {
        try {
            return LxcConfig.parse(machine.read(directory.resolve(CONFIG)));
        } catch (NoSuchFileException e) {
            throw errors.cause(e).notFound("it has no configuration");
        } catch (IOException | IllegalArgumentException e) {
            throw errors.cause(e).hostFailure("its configuration cannot be read: " + e.getMessage());
        }
    }

    /** Makes the directory, then the configuration, which makes it a container. */
    void create(ErrorFactory errors, LxcConfig config) {
        try {
            machine.createDirectory(directory);
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
            machine.replace(directory.resolve(CONFIG), config.text());
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
            return machine.real(root).startsWith(machine.real(directory));
        } catch (IOException e) {
            // One that cannot be found, or not be seen, is not known to be ours.
            return false;
        }
    }

    /** Removes the directory with what is in it; links are not followed. */
    void delete(ErrorFactory errors) {
        try {
            machine.delete(directory);
        } catch (IOException e) {
            throw errors.cause(e).hostFailure("its directory cannot be removed: " + e.getMessage());
        }
    }
}
