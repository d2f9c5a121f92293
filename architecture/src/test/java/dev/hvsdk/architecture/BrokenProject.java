/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A project on disk, laid out like this one and compiled on the spot.
 *
 * <p>Not thread-safe: written by one test.
 */
final class BrokenProject {

    private final Path root;
    private final Set<String> compiled = new LinkedHashSet<>();

    BrokenProject(Path root) {
        this.root = root;
    }

    void write(String artifact, String file, String source) {
        writeTo(root.resolve(artifact).resolve("src/main/java").resolve(file), source);
    }

    void writeTest(String artifact, String file, String source) {
        writeTo(root.resolve(artifact).resolve("src/test/java").resolve(file), source);
    }

    void writeDocument(String file, String text) {
        writeTo(root.resolve(file), text);
    }

    private static void writeTo(Path file, String source) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a module against the libraries of this test and the modules compiled before it. */
    void compile(String artifact) {
        Artifact module = new Artifact(artifact, root.resolve(artifact));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjectsFromPaths(module.mainSourceFiles());
            List<String> options =
                    List.of("-proc:none", "-d", module.classesDirectory().toString(), "--module-path", modulePath());
            if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
                throw new IllegalStateException(messages.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compiled.add(artifact);
    }

    private String modulePath() {
        List<String> entries = new ArrayList<>();
        compiled.forEach(
                name -> entries.add(root.resolve(name).resolve("target/classes").toString()));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !entry.contains("sdk-"))
                .forEach(entries::add);
        return String.join(File.pathSeparator, entries);
    }
}
