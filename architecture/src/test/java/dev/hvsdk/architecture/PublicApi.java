/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;

/** What an exported package looks like from outside. */
final class PublicApi {

    /** The test kit extends these two, and a user who asks for it has them. */
    private static final List<String> TEST_FRAMEWORKS =
            List.of("org.junit.jupiter.", "org.junit.platform.", "org.assertj.", "org.opentest4j.");

    private static final Set<String> OPTIONALS = Stream.of(
                    Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private PublicApi() {}

    static Findings typesHaveAStatus(Codebase code) {
        Findings findings = new Findings();
        publicTypes(code).filter(JavaClass::isTopLevelClass).forEach(type -> {
            findings.examine();
            if (!type.isAnnotatedWith(API.class)) {
                findings.violation(type.getName() + " has no @API status");
            }
        });
        return findings;
    }

    static Findings packagesAreNullMarked(Codebase code) {
        Findings findings = new Findings();
        for (Artifact artifact : code.artifacts()) {
            for (String name : artifact.packages()) {
                findings.examine();
                if (!isNullMarked(code, artifact, name)) {
                    findings.violation(name + " in " + artifact.name() + " is not @NullMarked");
                }
            }
        }
        return findings;
    }

    private static boolean isNullMarked(Codebase code, Artifact artifact, String packageName) {
        return code.classesOf(artifact).stream()
                .filter(type -> type.getPackageName().equals(packageName))
                .anyMatch(
                        type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class));
    }

    static Findings signaturesNameOnlyExportedTypesAndTheJdk(Codebase code) {
        Findings findings = new Findings();
        publicTypes(code).forEach(type -> {
            findings.examine();
            ancestors(type)
                    .filter(used -> !mayBeInSignature(code, type, used))
                    .forEach(used -> findings.violation(type.getName() + " is a " + used.getName()));
            visibleMembers(type).forEach(member -> checkMember(code, member, findings));
        });
        return findings;
    }

    private static void checkMember(Codebase code, JavaMember member, Findings findings) {
        typesIn(member)
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .filter(used -> !mayBeInSignature(code, member.getOwner(), used))
                .forEach(used -> findings.violation(member.getFullName() + " names " + used.getName()));
    }

    private static Stream<JavaClass> ancestors(JavaClass type) {
        return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(ancestor -> ancestor.getAllInvolvedRawTypes().stream());
    }

    private static Stream<? extends JavaType> typesIn(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), thrownBy(unit))
                .flatMap(types -> types);
    }

    private static Stream<JavaClass> thrownBy(JavaCodeUnit unit) {
        return unit.getThrowsClause().getTypes().stream();
    }

    private static boolean mayBeInSignature(Codebase code, JavaClass owner, JavaClass used) {
        JavaClass type = used.getBaseComponentType();
        if (type.isPrimitive() || type.getPackageName().startsWith("java.")) {
            return true;
        }
        if (code.findArtifact(type).isPresent()) {
            return code.isExported(type);
        }
        boolean testKit = code.findArtifact(owner)
                .filter(artifact -> artifact.name().equals("sdk-testkit"))
                .isPresent();
        return testKit && TEST_FRAMEWORKS.stream().anyMatch(type.getName()::startsWith);
    }

    static Findings parametersAreNotOptional(Codebase code) {
        Findings findings = new Findings();
        publicTypes(code).flatMap(PublicApi::visibleMembers).forEach(member -> {
            findings.examine();
            if (member instanceof JavaCodeUnit unit && hasOptionalParameter(unit)) {
                findings.violation(unit.getFullName() + " takes an Optional");
            }
        });
        return findings;
    }

    private static boolean hasOptionalParameter(JavaCodeUnit unit) {
        return unit.getRawParameterTypes().stream().map(JavaClass::getName).anyMatch(OPTIONALS::contains);
    }

    private static Stream<JavaClass> publicTypes(Codebase code) {
        return code.classes().stream().filter(code::isExported).filter(PublicApi::isVisible);
    }

    /** A nested type is visible only where all that it is nested in are. */
    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicApi::isVisible).orElse(true);
    }

    private static Stream<JavaMember> visibleMembers(JavaClass type) {
        return type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
