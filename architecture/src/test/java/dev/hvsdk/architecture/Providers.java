/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether a service is found on both paths: the class path reads {@code META-INF/services}, the module path reads {@code
 * module-info}, and neither reads the other's.
 */
final class Providers {

    private Providers() {}

    static Findings areDeclaredForBothPaths(Codebase code) {
        Findings findings = new Findings();
        for (Artifact artifact : code.artifacts()) {
            Map<String, List<String>> modulePath = declaredInModuleInfo(artifact);
            Map<String, List<String>> classPath = declaredInMetaInf(artifact);
            modulePath.values().forEach(providers -> findings.examine());
            if (!modulePath.equals(classPath)) {
                findings.violation(
                        artifact.name() + ": module-info says " + modulePath + ", META-INF/services says " + classPath);
            }
        }
        return findings;
    }

    private static Map<String, List<String>> declaredInModuleInfo(Artifact artifact) {
        Map<String, List<String>> declared = new TreeMap<>();
        artifact.descriptor()
                .provides()
                .forEach(provides -> declared.put(
                        provides.service(),
                        provides.providers().stream().sorted().toList()));
        return declared;
    }

    private static Map<String, List<String>> declaredInMetaInf(Artifact artifact) {
        Path directory = artifact.classesDirectory().resolve("META-INF/services");
        Map<String, List<String>> declared = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return declared;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                declared.put(file.getFileName().toString(), providersIn(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return declared;
    }

    private static List<String> providersIn(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String name = line.replaceFirst("#.*", "").strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names.stream().sorted().toList();
    }
}
