/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may use whom. */
final class DependencyLaw {

    /** What a module may use that is not listed in {@link #EXCEPTIONS}: a backend knows no other backend. */
    private static final Set<String> BACKEND = Set.of("sdk-api", "sdk-host");

    private static final Set<String> LIBVIRT_FAMILY = Set.of("sdk-api", "sdk-host", "sdk-libvirt");

    private static final Map<String, Set<String>> EXCEPTIONS = Map.of(
            "sdk-api", Set.of(), "sdk-host", Set.of("sdk-api"), "sdk-kvm", LIBVIRT_FAMILY, "sdk-xen", LIBVIRT_FAMILY);

    /** The command line is a consumer like any other: it may use every module, and nobody may use it. */
    private static final String CONSUMER = "sdk-cli";

    private DependencyLaw() {}

    static Findings modulesUseOnlyWhatTheyMay(Codebase code) {
        Findings findings = new Findings();
        for (JavaClass type : code.classes()) {
            findings.examine();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                reportIfForbidden(code, dependency, findings);
            }
        }
        return findings;
    }

    private static void reportIfForbidden(Codebase code, Dependency dependency, Findings findings) {
        Optional<Artifact> from = code.findArtifact(dependency.getOriginClass());
        Optional<Artifact> to = code.findArtifact(dependency.getTargetClass());
        if (from.isPresent()
                && to.isPresent()
                && !mayUse(from.get().name(), to.get().name())) {
            findings.violation(
                    from.get().name() + " may not use " + to.get().name() + ": " + dependency.getDescription());
        }
    }

    private static boolean mayUse(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        if (from.equals(CONSUMER)) {
            return true;
        }
        return EXCEPTIONS.getOrDefault(from, BACKEND).contains(to);
    }

    static Findings apiUsesOnlyTheJdkAndAnnotations(Codebase code) {
        ArchRule rule = ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are the JDK's, the API's own or annotations", type -> mayBeUsedByApi(code, type)));
        Findings findings = new Findings();
        code.artifacts().stream()
                .filter(artifact -> artifact.name().equals("sdk-api"))
                .forEach(api -> findings.addAll(Findings.of(rule, code.classesOf(api))));
        return findings;
    }

    private static boolean mayBeUsedByApi(Codebase code, JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.isEmpty() // primitive types
                || name.startsWith("java.")
                || name.startsWith("org.jspecify.")
                || name.startsWith("org.apiguardian.")
                || code.findArtifact(type.getBaseComponentType())
                        .filter(artifact -> artifact.name().equals("sdk-api"))
                        .isPresent();
    }

    static Findings internalPackagesStayInside(Codebase code) {
        Findings findings = new Findings();
        for (JavaClass type : code.classes()) {
            findings.examine();
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isInternal(dependency.getTargetClass()))
                    .filter(dependency -> crosses(code, dependency))
                    .forEach(dependency -> findings.violation(dependency.getDescription()));
        }
        return findings;
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }

    private static boolean crosses(Codebase code, Dependency dependency) {
        Optional<Artifact> to = code.findArtifact(dependency.getTargetClass());
        return to.isPresent() && !to.equals(code.findArtifact(dependency.getOriginClass()));
    }

    static Findings internalPackagesAreNotExported(Codebase code) {
        Findings findings = new Findings();
        for (Artifact artifact : code.artifacts()) {
            for (String name : artifact.packages()) {
                findings.examine();
                if ((name + ".").contains(".internal.") && code.isExported(artifact, name)) {
                    findings.violation(artifact.name() + " exports " + name);
                }
            }
        }
        return findings;
    }

    static Findings noPackageIsInTwoArtifacts(Codebase code) {
        Findings findings = new Findings();
        Map<String, String> owners = new HashMap<>();
        for (Artifact artifact : code.artifacts()) {
            for (String name : artifact.packages()) {
                findings.examine();
                String owner = owners.putIfAbsent(name, artifact.name());
                if (owner != null) {
                    findings.violation(name + " is in " + owner + " and in " + artifact.name());
                }
            }
        }
        return findings;
    }

    static Findings packagesAreFreeOfCycles(Codebase code) {
        ArchRule rule = SlicesRuleDefinition.slices()
                .assignedFrom(new Packages(code))
                .should()
                .beFreeOfCycles();
        return Findings.of(rule, code.classes());
    }

    /** Each package is a slice of its own, whatever lies below it. */
    private record Packages(Codebase code) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return code.findArtifact(type).isPresent()
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
