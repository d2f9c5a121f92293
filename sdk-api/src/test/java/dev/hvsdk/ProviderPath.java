/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.spi.HypervisorProvider;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A class path of folders, each with compiled providers and their declaration, as a program's jars would have them. */
final class ProviderPath {
    private final Path root;
    private final List<Path> folders = new ArrayList<>();

    ProviderPath(Path root) {
        this.root = root;
    }

    /** Adds a folder with this declaration and these sources, which are compiled. */
    Path add(String declaration, String... sources) throws IOException {
        Path folder = Files.createDirectories(root.resolve("jar" + folders.size()));
        folders.add(folder);
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(HypervisorProvider.class.getName()), declaration);
        compile(folder, List.of("-cp", System.getProperty("java.class.path")), sources);
        return folder;
    }

    /** Adds a folder that declares a provider of the tests' own. */
    void addHealthy(Class<? extends HypervisorProvider> provider) throws IOException {
        add(provider.getName());
    }

    URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path folder : folders) {
            urls.add(folder.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ProviderPath.class.getClassLoader());
    }

    /** Compiles sources, each with its package and its one class. */
    static void compile(Path folder, List<String> options, String... sources) throws IOException {
        if (sources.length == 0) {
            return;
        }
        Path sourceFolder = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-src"));
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            files.add(Files.writeString(sourceFolder.resolve(fileName(source)), source));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new IllegalArgumentException(messages.toString());
            }
        }
    }

    private static String fileName(String source) {
        return source.startsWith("module ")
                ? "module-info.java"
                : source.replaceFirst("(?s)^.*?\\b(?:class|interface) (\\w+).*$", "$1") + ".java";
    }
}
