/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.spi.HypervisorProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with one provider on the class path is reported, with its reason, and hides none of the others. */
class BrokenProvidersTest {
    @TempDir
    private Path dir;

    private ProviderPath path;

    @BeforeEach
    void begin() throws IOException {
        path = new ProviderPath(dir);
        path.addHealthy(HealthyProviders.First.class);
    }

    private static String provider(String body) {
        return "package broken; public final class Broken extends dev.hvsdk.TestProvider { " + body + " }";
    }

    private static String withConstructor(String statements) {
        return provider("public Broken() { super(\"broken\", \"broken\"); " + statements + " }");
    }

    private static String overriding(String methods) {
        return provider("public Broken() { super(\"broken\", \"broken\"); } " + methods);
    }

    static Stream<Arguments> brokenSources() {
        return Stream.of(
                Arguments.of(
                        "the constructor throws an exception",
                        withConstructor("fail(); } static void fail() { throw new IllegalStateException(\"no luck\");"),
                        "no luck"),
                Arguments.of(
                        "the constructor throws an error",
                        withConstructor("fail(); } static void fail() { throw new AssertionError(\"no luck\");"),
                        "no luck"),
                Arguments.of(
                        "the constructor never ends its recursion",
                        withConstructor("new Broken();"),
                        "StackOverflowError"),
                Arguments.of(
                        "a native library is missing",
                        withConstructor(
                                "fail(); } static void fail() { throw new UnsatisfiedLinkError(\"hvsdk-no-such-library\");"),
                        "hvsdk-no-such-library"),
                Arguments.of(
                        "the static initializer throws",
                        overriding("static final int N = Integer.parseInt(\"no luck\");"),
                        "no luck"),
                Arguments.of(
                        "there is no public constructor",
                        provider("private Broken() { super(\"broken\", \"broken\"); }"),
                        "constructor"),
                Arguments.of(
                        "id() throws",
                        overriding("@Override public String id() { throw new IllegalStateException(\"no luck\"); }"),
                        "no luck"),
                Arguments.of("id() is null", overriding("@Override public String id() { return null; }"), "id"),
                Arguments.of(
                        "the id is malformed",
                        overriding("@Override public String id() { return \"Not An Id\"; }"),
                        "Not An Id"),
                Arguments.of(
                        "schemes() throws",
                        overriding(
                                "@Override public java.util.Set<String> schemes() { throw new UnsupportedOperationException(\"no luck\"); }"),
                        "no luck"),
                Arguments.of(
                        "schemes() is null",
                        overriding("@Override public java.util.Set<String> schemes() { return null; }"),
                        "schemes"),
                Arguments.of(
                        "there is no scheme",
                        overriding("@Override public java.util.Set<String> schemes() { return java.util.Set.of(); }"),
                        "no scheme"),
                Arguments.of(
                        "a scheme is malformed",
                        overriding(
                                "@Override public java.util.Set<String> schemes() { return java.util.Set.of(\"a:b\"); }"),
                        "a:b"),
                Arguments.of(
                        "it is for a newer SPI",
                        overriding("@Override public int spiVersion() { return 99; }"),
                        "SPI version 99"),
                Arguments.of(
                        "it is for a newer SPI that has other methods",
                        overriding(
                                "@Override public int spiVersion() { return 99; } @Override public String id() { throw new AbstractMethodError(); }"),
                        "SPI version 99"),
                Arguments.of(
                        "spiVersion() throws",
                        overriding(
                                "@Override public int spiVersion() { throw new IllegalStateException(\"no luck\"); }"),
                        "no luck"),
                Arguments.of(
                        "its id is taken",
                        provider("public Broken() { super(\"first\", \"other\"); }"),
                        "'first' is taken by dev.hvsdk.HealthyProviders$First"),
                Arguments.of(
                        "its scheme is taken",
                        provider("public Broken() { super(\"broken\", \"FIRST\"); }"),
                        "scheme 'first' is taken by backend 'first'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenSources")
    void reportsAProviderThatCannotBeUsed(String what, String source, String reason) throws IOException {
        path.add("broken.Broken", source);
        BackendProblem problem = theOneProblem();
        assertThat(problem.toString()).as(what).contains("broken.Broken");
        assertThat(problem.detail()).contains(reason);
        assertThat(problem).hasToString(problem.provider() + ": " + problem.detail());
    }

    @Test
    void keepsWhatWasThrown() throws IOException {
        path.add(
                "broken.Broken",
                withConstructor("fail(); } static void fail() { throw new IllegalStateException(\"no luck\");"));
        assertThat(theOneProblem().cause())
                .hasValueSatisfying(thrown -> assertThat(thrown)
                        .isInstanceOf(ServiceConfigurationError.class)
                        .hasRootCauseMessage("no luck"));
    }

    @Test
    void reportsAClassThatIsNotThere() throws IOException {
        path.add("broken.Missing");
        assertThat(theOneProblem().detail()).contains("broken.Missing").contains("not found");
    }

    @Test
    void reportsAClassThatIsNoProvider() throws IOException {
        path.add("dev.hvsdk.ProviderPath");
        assertThat(theOneProblem().detail()).contains("dev.hvsdk.ProviderPath").contains("not a subtype");
    }

    @Test
    void reportsAClassWhoseParentIsMissing() throws IOException {
        Path folder = path.add(
                "broken.Broken",
                "package broken; public class Base extends dev.hvsdk.TestProvider { protected Base() { super(\"broken\", \"broken\"); } }",
                "package broken; public final class Broken extends Base { public Broken() {} }");
        Files.delete(folder.resolve("broken/Base.class"));
        assertThat(theOneProblem().detail()).contains("NoClassDefFoundError").contains("broken/Base");
    }

    @Test
    void reportsAClassThatMissesAnotherWhenItIsMade() throws IOException {
        Path folder =
                path.add("broken.Broken", "package broken; public class Helper {}", withConstructor("new Helper();"));
        Files.delete(folder.resolve("broken/Helper.class"));
        BackendProblem problem = theOneProblem();
        assertThat(problem.provider()).contains("broken.Broken");
        assertThat(problem.detail()).contains("broken.Helper");
    }

    @Test
    void reportsAClassFileThatIsRubbish() throws IOException {
        Path folder = path.add("broken.Broken", withConstructor(""));
        Files.writeString(folder.resolve("broken/Broken.class"), "rubbish");
        assertThat(theOneProblem().detail()).contains("ClassFormatError");
    }

    @Test
    void reportsABadLineOfADeclarationAndWhereItIs() throws IOException {
        Path folder = path.add("# a comment is fine\nnot a class name\n");
        assertThat(theOneProblem().detail())
                .contains(folder.getFileName().toString())
                .contains("Illegal");
    }

    @Test
    void reportsEachProviderOfOneDeclarationOnItsOwn() throws IOException {
        path.add(
                "broken.Missing\nbroken.Broken\n",
                withConstructor("fail(); } static void fail() { throw new IllegalStateException(\"no luck\");"));
        path.addHealthy(HealthyProviders.Last.class);
        try (URLClassLoader loader = path.loader()) {
            Hypervisors found = Hypervisors.load(loader);
            assertThat(found.backends()).extracting(Backend::id).containsExactly("first", "last");
            assertThat(found.problems()).hasSize(2);
        }
    }

    @Test
    void survivesCausesThatRunInACircle() throws IOException {
        path.add(
                "broken.Broken",
                withConstructor(
                        "fail(); } static void fail() {"
                                + " Exception a = new Exception(\"a\"); RuntimeException b = new RuntimeException(\"b\", a); a.initCause(b); throw b;"));
        assertThat(theOneProblem().provider()).contains("broken.Broken");
    }

    @Test
    void givesUpOnAClassLoaderThatNeverStopsFailing() {
        ClassLoader hopeless = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) {
                throw new IllegalStateException("the loader is closed");
            }
        };
        Hypervisors found = Hypervisors.load(hopeless);
        assertThat(found.backends()).isEmpty();
        assertThat(found.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.detail()).contains("the loader is closed"));
    }

    private BackendProblem theOneProblem() throws IOException {
        path.addHealthy(HealthyProviders.Last.class);
        try (URLClassLoader loader = path.loader()) {
            Hypervisors found = Hypervisors.load(loader);
            assertThat(found.backends()).extracting(Backend::id).containsExactly("first", "last");
            assertThat(found.problems()).hasSize(1);
            return found.problems().get(0);
        }
    }

    @Test
    void findsNothingWhereNothingIsDeclared() throws IOException {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], HypervisorProvider.class.getClassLoader())) {
            Hypervisors found = Hypervisors.load(empty);
            assertThat(found.backends()).isEmpty();
            assertThat(found.problems()).isEmpty();
        }
    }
}
