/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import com.github.javaparser.ast.CompilationUnit;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All published modules, found on disk by their name ({@code sdk-*}), so that one added later is under the rules without
 * being named here. Read once, asked by every rule.
 *
 * <p>Not thread-safe: sources are parsed when they are first asked for.
 */
final class Codebase {

    private final List<Artifact> artifacts;
    private final JavaClasses classes;
    private final Map<String, Artifact> owners = new HashMap<>();
    private final Map<Artifact, Set<String>> exports = new HashMap<>();
    private final Map<Path, CompilationUnit> parsed = new HashMap<>();

    private Codebase(List<Artifact> artifacts, JavaClasses classes) {
        this.artifacts = artifacts;
        this.classes = classes;
        artifacts.forEach(artifact -> exports.put(artifact, exportedBy(artifact)));
        classes.forEach(type -> ownerOf(type).ifPresent(artifact -> owners.put(type.getName(), artifact)));
    }

    /** Reads the modules under {@code root}, which must have been compiled. */
    static Codebase read(Path root) {
        List<Artifact> artifacts = artifactsUnder(root);
        List<Path> directories =
                artifacts.stream().map(Artifact::classesDirectory).toList();
        return new Codebase(artifacts, new ClassFileImporter().importPaths(directories));
    }

    private static List<Artifact> artifactsUnder(Path root) {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> child.getFileName().toString().startsWith("sdk-"))
                    .map(child -> new Artifact(child.getFileName().toString(), child))
                    .filter(artifact -> Files.isDirectory(artifact.mainSources()))
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packages that every module may use; an export to named modules only is not counted. */
    private static Set<String> exportedBy(Artifact artifact) {
        Set<String> names = new HashSet<>();
        artifact.descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .forEach(export -> names.add(export.source()));
        return names;
    }

    private Optional<Artifact> ownerOf(JavaClass type) {
        Optional<String> place = type.getSource().map(Source::getUri).map(Object::toString);
        return artifacts.stream()
                .filter(artifact -> place.filter(uri -> uri.startsWith(
                                artifact.classesDirectory().toUri().toString()))
                        .isPresent())
                .findFirst();
    }

    List<Artifact> artifacts() {
        return artifacts;
    }

    JavaClasses classes() {
        return classes;
    }

    JavaClasses classesOf(Artifact artifact) {
        return classes.that(DescribedPredicate.describe(
                "in " + artifact.name(),
                type -> findArtifact(type).filter(artifact::equals).isPresent()));
    }

    /** The artifact that a class was read from: none for the JDK and libraries. */
    Optional<Artifact> findArtifact(JavaClass type) {
        return Optional.ofNullable(owners.get(type.getBaseComponentType().getName()));
    }

    boolean isExported(JavaClass type) {
        return findArtifact(type)
                .filter(artifact -> isExported(artifact, type.getPackageName()))
                .isPresent();
    }

    boolean isExported(Artifact artifact, String packageName) {
        return exports.getOrDefault(artifact, Set.of()).contains(packageName);
    }

    List<CompilationUnit> sources(Artifact artifact) {
        return parsed(artifact.mainSourceFiles());
    }

    List<CompilationUnit> testSources(Artifact artifact) {
        return parsed(artifact.testSourceFiles());
    }

    private List<CompilationUnit> parsed(List<Path> files) {
        return files.stream()
                .map(file -> parsed.computeIfAbsent(file, Parsing::parse))
                .toList();
    }
}
