/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule, applied to a small project that breaks it: a rule that cannot fail is no rule. */
class BrokenCodebaseTest {

    @TempDir
    private static Path root;

    private static Codebase code;

    @BeforeAll
    static void writeBrokenProject() {
        BrokenProject project = new BrokenProject(root);
        project.write("sdk-api", "dev/hvsdk/api/Size.java", """
                package dev.hvsdk.api;
                public class Size {
                    public com.tngtech.archunit.core.domain.JavaClass type;
                    public void resize(java.util.Optional<Size> to) {}
                    public java.util.List<? extends org.assertj.core.api.AssertDelegateTarget> getAll() { return null; }
                    public synchronized void grow() { throw new RuntimeException("no"); }
                }
                """);
        project.write("sdk-api", "dev/hvsdk/api/Far.java", """
                package dev.hvsdk.api;
                class Far { static void out() { System.out.println("no"); dev.hvsdk.spi.Near.back(); } }
                """);
        project.write("sdk-api", "dev/hvsdk/spi/Near.java", """
                package dev.hvsdk.spi;
                /** Near. Thread-safe. */
                public final class Near { public static void back() { new dev.hvsdk.api.Size(); } }
                """);
        project.write("sdk-api", "module-info.java", """
                module dev.hvsdk.api {
                    requires com.tngtech.archunit; requires org.assertj.core;
                    exports dev.hvsdk.api; exports dev.hvsdk.spi;
                }
                """);
        project.compile("sdk-api");
        project.write("sdk-xen", "dev/hvsdk/xen/internal/Store.java", """
                package dev.hvsdk.xen.internal;
                public class Store implements Runnable { public void run() {} }
                """);
        project.write("sdk-xen", "module-info.java", """
                module dev.hvsdk.xen {
                    exports dev.hvsdk.xen.internal;
                    provides java.lang.Runnable with dev.hvsdk.xen.internal.Store;
                }
                """);
        project.compile("sdk-xen");
        project.write("sdk-kvm", "dev/hvsdk/kvm/Machine.java", """
                package dev.hvsdk.kvm;
                class Machine { Object store() { return new dev.hvsdk.xen.internal.Store(); } }
                """ + "// one more line\n".repeat(5));
        project.write("sdk-kvm", "dev/hvsdk/api/Split.java", """
                package dev.hvsdk.api;
                class Split {
                    void big() {
                """ + "        hashCode();\n".repeat(400) + "    }\n}\n");
        project.write("sdk-kvm", "module-info.java", "module dev.hvsdk.kvm { requires dev.hvsdk.xen; }");
        project.compile("sdk-kvm");
        project.writeTest("sdk-kvm", "dev/hvsdk/kvm/MachineTest.java", """
                package dev.hvsdk.kvm;
                class MachineTest { @Test void testMachine() throws Exception { Thread.sleep(1); } }
                """);
        project.writeDocument("docs/decisions/README.md", "[one](0001-one.md), [two](0002-two.md)");
        project.writeDocument(
                "docs/guide.md", "```java\nint shown;\n```\n\n```java\nint rotten;\n```\n```xml\n<project/>\n```\n");
        project.writeDocument("samples/Sample.java", "int shown;\n");
        project.writeDocument("docs/decisions/0001-one.md", "[home](https://example.org/) and [here](#here)");
        project.writeDocument("docs/decisions/0003-three.md", "");
        code = Codebase.read(root);
    }

    @Test
    void noticesABackendThatUsesAnother() {
        assertThat(DependencyLaw.modulesUseOnlyWhatTheyMay(code).violations())
                .isNotEmpty()
                .allMatch(text -> text.startsWith("sdk-kvm may not use sdk-xen: "));
    }

    @Test
    void noticesAnApiThatUsesALibrary() {
        assertThat(DependencyLaw.apiUsesOnlyTheJdkAndAnnotations(code).violations())
                .isNotEmpty()
                .allMatch(text -> text.contains("Size"));
    }

    @Test
    void noticesUseOfAnothersInternals() {
        assertThat(DependencyLaw.internalPackagesStayInside(code).violations())
                .isNotEmpty()
                .allMatch(text -> text.contains("dev.hvsdk.kvm.Machine"));
    }

    @Test
    void noticesAnExportedInternalPackage() {
        assertThat(DependencyLaw.internalPackagesAreNotExported(code).violations())
                .containsExactly("sdk-xen exports dev.hvsdk.xen.internal");
    }

    @Test
    void noticesASplitPackage() {
        assertThat(DependencyLaw.noPackageIsInTwoArtifacts(code).violations())
                .containsExactly("dev.hvsdk.api is in sdk-api and in sdk-kvm");
    }

    @Test
    void noticesAPackageCycle() {
        assertThat(DependencyLaw.packagesAreFreeOfCycles(code).violations())
                .anyMatch(text -> text.contains("Slice dev.hvsdk.api") && text.contains("Slice dev.hvsdk.spi"));
    }

    @Test
    void noticesATypeWithoutStatus() {
        assertThat(PublicApi.typesHaveAStatus(code).violations()).contains("dev.hvsdk.api.Size has no @API status");
    }

    @Test
    void noticesAPackageWithoutNullMark() {
        assertThat(PublicApi.packagesAreNullMarked(code).violations())
                .contains("dev.hvsdk.xen.internal in sdk-xen is not @NullMarked");
    }

    @Test
    void noticesLibraryTypesInSignatures() {
        assertThat(PublicApi.signaturesNameOnlyExportedTypesAndTheJdk(code).violations())
                .containsExactlyInAnyOrder(
                        "dev.hvsdk.api.Size.type names com.tngtech.archunit.core.domain.JavaClass",
                        "dev.hvsdk.api.Size.getAll() names org.assertj.core.api.AssertDelegateTarget");
    }

    @Test
    void noticesAnOptionalParameter() {
        assertThat(PublicApi.parametersAreNotOptional(code).violations())
                .containsExactly("dev.hvsdk.api.Size.resize(java.util.Optional) takes an Optional");
    }

    @Test
    void noticesMissingDocumentation() {
        assertThat(SourceRules.publicTypesAreDocumented(code).violations())
                .containsExactlyInAnyOrder(
                        "dev.hvsdk.api.Size has no Javadoc", "dev.hvsdk.xen.internal.Store has no Javadoc");
        assertThat(SourceRules.publicTypesTellWhichThreadsMayUseThem(code).violations())
                .hasSize(2)
                .noneMatch(text -> text.contains("Near"));
    }

    @Test
    void noticesAnOpenClass() {
        assertThat(SourceRules.publicClassesAreClosedToSubclasses(code).violations())
                .containsExactlyInAnyOrder(
                        "dev.hvsdk.api.Size is neither final, sealed, non-sealed nor abstract",
                        "dev.hvsdk.xen.internal.Store is neither final, sealed, non-sealed nor abstract");
    }

    @Test
    void noticesAGetPrefix() {
        assertThat(SourceRules.methodsHaveNoGetPrefix(code).violations())
                .containsExactly("Size.java:5 getAll: no get prefix");
    }

    @Test
    void noticesWhatIsTooLong() {
        assertThat(SourceRules.typesAreShort(code).violations())
                .containsExactly("dev.hvsdk.api.Split has 404 lines, more than 400");
        assertThat(SourceRules.methodsAreShort(code).violations())
                .containsExactly("Split.java:3 big has 402 lines, more than 60");
        assertThat(SourceRules.fewMethodsAreLong(code).violations())
                .containsExactly("sdk-kvm: 1 of 2 methods have more than 15 lines: [Split.java:3 big]");
    }

    @Test
    void noticesTestsThatSleepOrAreNamedTest() {
        assertThat(SourceRules.testsDoNotSleep(code).violations()).containsExactly("MachineTest.java:2 sleeps");
        assertThat(SourceRules.testsAreNamedAsSentences(code).violations())
                .containsExactly("MachineTest.java:2 testMachine begins with \"test\"");
    }

    @Test
    void noticesPrintingGenericExceptionsAndMonitors() {
        assertThat(CodingRules.onlyTheCommandLinePrints(code).violations())
                .singleElement()
                .asString()
                .contains("dev.hvsdk.api.Far.out()");
        assertThat(CodingRules.exceptionsAreSpecific(code).violations())
                .singleElement()
                .asString()
                .contains("dev.hvsdk.api.Size.grow()");
        assertThat(CodingRules.methodsAreNotSynchronized(code).violations())
                .singleElement()
                .asString()
                .contains("dev.hvsdk.api.Size.grow()");
    }

    @Test
    void noticesAProviderThatTheClassPathDoesNotSee() {
        assertThat(Providers.areDeclaredForBothPaths(code).violations())
                .containsExactly("sdk-xen: module-info says {java.lang.Runnable=[dev.hvsdk.xen.internal.Store]},"
                        + " META-INF/services says {}");
    }

    @Test
    void noticesBrokenLinksAndDecisionsThatAreNotListed() {
        assertThat(Documents.linksLeadToAFile(root).violations())
                .containsExactly("docs/decisions/README.md links to 0002-two.md, which is not there");
        assertThat(Documents.decisionsAreListed(root).violations())
                .containsExactly("0003-three.md is not listed in docs/decisions/README.md");
    }

    @Test
    void noticesJavaThatNoSampleHas() {
        assertThat(Documents.javaIsFromSamples(root).violations())
                .containsExactly("docs/guide.md shows Java that no sample has: [int rotten;]");
    }

    @Test
    void noticesAPomThatNoSampleHas() {
        assertThat(Documents.pomsAreFromSamples(root).violations())
                .containsExactly("docs/guide.md shows a pom that no sample has: [<project/>]");
    }

    @Test
    void noticesThatARuleLookedAtNothing() {
        assertThatThrownBy(() -> new Findings().assertNone(1)).isInstanceOf(AssertionError.class);
    }
}
