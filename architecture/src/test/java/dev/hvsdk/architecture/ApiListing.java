/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.model.AccessModifier;
import japicmp.model.JApiClass;
import japicmp.output.stdout.StdoutOutputGenerator;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What an artifact exports, as japicmp tells it apart from an older state of it; from nothing, while there is no release.
 *
 * <p>Immutable.
 */
record ApiListing(Codebase code, Artifact artifact, Path scratch) {

    /** The lines of the difference between no artifact and this one. */
    List<String> lines() {
        return difference(none -> false, all -> true);
    }

    /** The lines of the difference between two selections of the exported class files, by their paths. */
    List<String> difference(Predicate<String> before, Predicate<String> after) {
        Options options = Options.newDefault();
        options.setAccessModifier(AccessModifier.PROTECTED);
        options.setOutputOnlyModifications(true);
        options.setNoAnnotations(true);
        options.setIgnoreMissingClasses(true);
        options.setOldArchives(List.of(new JApiCmpArchive(jar("before", before), "before")));
        options.setNewArchives(List.of(new JApiCmpArchive(jar("after", after), "after")));
        JarArchiveComparatorOptions comparing = JarArchiveComparatorOptions.of(options);
        comparing
                .getClassPathEntries()
                .addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        List<JApiClass> classes =
                new JarArchiveComparator(comparing).compare(options.getOldArchives(), options.getNewArchives());
        return new StdoutOutputGenerator(options, classes)
                .generate()
                .lines()
                // It names files of this machine, and what to do with missing classes.
                .filter(line -> line.matches("[+*-]{3}.*|\\s+[+*-]{3}.*"))
                .map(String::stripTrailing)
                .toList();
    }

    private File jar(String name, Predicate<String> selected) {
        Path jar = scratch.resolve(artifact.name() + "-" + name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(artifact.classesDirectory())) {
            for (Path file : files.filter(this::isExported).sorted().toList()) {
                String path = entryName(file);
                if (selected.test(path)) {
                    entries.putNextEntry(new JarEntry(path));
                    Files.copy(file, entries);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.toFile();
    }

    private String entryName(Path file) {
        return artifact.classesDirectory().relativize(file).toString().replace(File.separatorChar, '/');
    }

    private boolean isExported(Path file) {
        String path = entryName(file);
        return path.endsWith(".class")
                && path.contains("/")
                && code.isExported(
                        artifact, path.substring(0, path.lastIndexOf('/')).replace('/', '.'));
    }
}
