/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One published module: its sources and what was compiled from them.
 *
 * <p>Immutable.
 */
record Artifact(String name, Path directory) {

    Path classesDirectory() {
        return directory.resolve("target/classes");
    }

    Path mainSources() {
        return directory.resolve("src/main/java");
    }

    List<Path> testSourceFiles() {
        return files(directory.resolve("src/test/java"), ".java");
    }

    List<Path> mainSourceFiles() {
        return files(mainSources(), ".java");
    }

    /** Names of the packages that have a class in this artifact. */
    Set<String> packages() {
        Set<String> names = new TreeSet<>();
        for (Path file : files(classesDirectory(), ".class")) {
            Path parent = classesDirectory().relativize(file).getParent();
            if (parent != null) {
                names.add(parent.toString().replace('/', '.').replace('\\', '.'));
            }
        }
        return names;
    }

    ModuleDescriptor descriptor() {
        Path file = classesDirectory().resolve("module-info.class");
        try (InputStream in = Files.newInputStream(file)) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is missing: build the whole project, not this module alone", e);
        }
    }

    private static List<Path> files(Path directory, String suffix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
