/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.javadoc.Javadoc;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What only the source text shows. */
final class SourceRules {

    private static final int MAX_TYPE_LINES = 400;
    private static final int MAX_METHOD_LINES = 60;

    /** Above this a method is long: allowed where it reads better than its parts, as long as few are. */
    private static final int LONG_METHOD_LINES = 15;

    private static final int MAX_LONG_METHODS_PERCENT = 8;

    private static final Pattern THREAD_SAFETY =
            Pattern.compile("\\b(immutable|thread-safe)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern GETTER = Pattern.compile("get([A-Z].*)?");

    private SourceRules() {}

    static Findings typesAreShort(Codebase code) {
        return forEachType(code, (type, findings) -> {
            if (lines(type) > MAX_TYPE_LINES) {
                findings.violation(name(type) + " has " + lines(type) + " lines, more than " + MAX_TYPE_LINES);
            }
        });
    }

    static Findings methodsAreShort(Codebase code) {
        return forEachCallable(code, (method, findings) -> {
            if (lines(method) > MAX_METHOD_LINES) {
                findings.violation(place(method) + " has " + lines(method) + " lines, more than " + MAX_METHOD_LINES);
            }
        });
    }

    /** One violation for a whole module, since no single method is at fault. */
    static Findings fewMethodsAreLong(Codebase code) {
        Findings findings = new Findings();
        for (Artifact artifact : code.artifacts()) {
            List<CallableDeclaration<?>> all = callables(code, artifact);
            List<String> tooLong = all.stream()
                    .filter(method -> lines(method) > LONG_METHOD_LINES)
                    .map(SourceRules::place)
                    .toList();
            all.forEach(method -> findings.examine());
            if (tooLong.size() * 100 > all.size() * MAX_LONG_METHODS_PERCENT) {
                findings.violation(artifact.name() + ": " + tooLong.size() + " of " + all.size()
                        + " methods have more than " + LONG_METHOD_LINES + " lines: " + tooLong);
            }
        }
        return findings;
    }

    static Findings publicTypesAreDocumented(Codebase code) {
        return forEachPublicType(code, (type, findings) -> {
            String text = type.getJavadoc()
                    .map(Javadoc::getDescription)
                    .map(d -> d.toText())
                    .orElse("");
            if (text.isBlank()) {
                findings.violation(name(type) + " has no Javadoc");
            }
        });
    }

    static Findings publicTypesTellWhichThreadsMayUseThem(Codebase code) {
        return forEachPublicType(code, (type, findings) -> {
            String text = type.getJavadoc().map(Javadoc::toText).orElse("");
            if (needsThreadSafety(type) && !THREAD_SAFETY.matcher(text).find()) {
                findings.violation(name(type) + " says neither that it is immutable nor whether it is thread-safe");
            }
        });
    }

    /** An annotation type has neither state nor calls. */
    private static boolean needsThreadSafety(TypeDeclaration<?> type) {
        return !type.isAnnotationDeclaration();
    }

    /** Outside, an open class is a promise: it must be made on purpose. */
    static Findings publicClassesAreClosedToSubclasses(Codebase code) {
        return forEachPublicType(code, (type, findings) -> {
            if (type instanceof ClassOrInterfaceDeclaration declared && !declared.isInterface() && isOpen(declared)) {
                findings.violation(name(type) + " is neither final, sealed, non-sealed nor abstract");
            }
        });
    }

    private static boolean isOpen(ClassOrInterfaceDeclaration type) {
        return !type.isFinal()
                && !type.isAbstract()
                && !type.hasModifier(Modifier.Keyword.SEALED)
                && !type.hasModifier(Modifier.Keyword.NON_SEALED);
    }

    static Findings methodsHaveNoGetPrefix(Codebase code) {
        return forEachCallable(code, (method, findings) -> {
            boolean ours = method instanceof MethodDeclaration && !method.isAnnotationPresent("Override");
            if (ours
                    && !method.isPrivate()
                    && GETTER.matcher(method.getNameAsString()).matches()) {
                findings.violation(place(method) + ": no get prefix");
            }
        });
    }

    static Findings testsDoNotSleep(Codebase code) {
        return forEachTest(
                code,
                (unit, findings) -> unit.findAll(MethodCallExpr.class).stream()
                        .filter(call -> call.getNameAsString().equals("sleep"))
                        .forEach(call -> findings.violation(place(call) + " sleeps")));
    }

    static Findings testsAreNamedAsSentences(Codebase code) {
        return forEachTest(
                code,
                (unit, findings) -> unit.findAll(MethodDeclaration.class).stream()
                        .filter(method ->
                                method.isAnnotationPresent("Test") || method.isAnnotationPresent("ParameterizedTest"))
                        .filter(method -> method.getNameAsString().startsWith("test"))
                        .forEach(method -> findings.violation(place(method) + " begins with \"test\"")));
    }

    private static Findings forEachTest(Codebase code, BiConsumer<CompilationUnit, Findings> check) {
        return forEach(code, code::testSources, check);
    }

    private static Findings forEachPublicType(Codebase code, BiConsumer<TypeDeclaration<?>, Findings> check) {
        return forEach(code, artifact -> exportedTypes(code, artifact), check);
    }

    private static Findings forEachType(Codebase code, BiConsumer<TypeDeclaration<?>, Findings> check) {
        return forEach(code, artifact -> topLevelTypes(code, artifact), check);
    }

    private static Findings forEachCallable(Codebase code, BiConsumer<CallableDeclaration<?>, Findings> check) {
        return forEach(code, artifact -> callables(code, artifact), check);
    }

    private static <T> Findings forEach(
            Codebase code, Function<Artifact, List<T>> subjects, BiConsumer<? super T, Findings> check) {
        Findings findings = new Findings();
        for (Artifact artifact : code.artifacts()) {
            for (T subject : subjects.apply(artifact)) {
                findings.examine();
                check.accept(subject, findings);
            }
        }
        return findings;
    }

    private static List<TypeDeclaration<?>> exportedTypes(Codebase code, Artifact artifact) {
        return topLevelTypes(code, artifact).stream()
                .filter(TypeDeclaration::isPublic)
                .filter(type -> code.isExported(artifact, packageOf(type)))
                .toList();
    }

    private static List<TypeDeclaration<?>> topLevelTypes(Codebase code, Artifact artifact) {
        return code.sources(artifact).stream()
                .<TypeDeclaration<?>>flatMap(unit -> unit.getTypes().stream())
                .toList();
    }

    private static List<CallableDeclaration<?>> callables(Codebase code, Artifact artifact) {
        return code.sources(artifact).stream()
                .flatMap(unit -> unit.findAll(CallableDeclaration.class).stream())
                .<CallableDeclaration<?>>map(method -> method)
                .toList();
    }

    private static int lines(Node node) {
        return node.getRange()
                .map(range -> range.end.line - range.begin.line + 1)
                .orElseThrow();
    }

    private static String packageOf(TypeDeclaration<?> type) {
        return unitOf(type).getPackageDeclaration().orElseThrow().getNameAsString();
    }

    private static String name(TypeDeclaration<?> type) {
        return type.getFullyQualifiedName().orElseGet(type::getNameAsString);
    }

    private static String place(CallableDeclaration<?> method) {
        return place((Node) method) + " " + method.getNameAsString();
    }

    private static String place(Node node) {
        String file = unitOf(node).getStorage().orElseThrow().getFileName();
        return file + ":" + node.getBegin().orElseThrow().line;
    }

    private static CompilationUnit unitOf(Node node) {
        return node.findCompilationUnit().orElseThrow();
    }
}
