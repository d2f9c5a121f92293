/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All published modules, found on disk by their name ({@code sdk-*}), so that one added later is under the rules without
 * being named here.
 *
 * <p>Immutable.
 */
final class Codebase {

    private final List<Artifact> artifacts;
    private final JavaClasses classes;

    private Codebase(List<Artifact> artifacts, JavaClasses classes) {
        this.artifacts = artifacts;
        this.classes = classes;
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

    /** The artifact that a class was read from, or that a class outside it belongs to: none for the JDK and libraries. */
    Optional<Artifact> findArtifact(JavaClass type) {
        return type.getSource().flatMap(source -> artifactAt(source.getUri()));
    }

    private Optional<Artifact> artifactAt(URI uri) {
        return artifacts.stream()
                .filter(artifact -> uri.toString()
                        .startsWith(artifact.classesDirectory().toUri().toString()))
                .findFirst();
    }

    boolean isExported(JavaClass type) {
        return findArtifact(type)
                .filter(artifact -> artifact.exports(type.getPackageName()))
                .isPresent();
    }
}
