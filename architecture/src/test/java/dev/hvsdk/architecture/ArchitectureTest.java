/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules, applied to this project. That each of them can fail is shown in {@link BrokenCodebaseTest}. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("hvsdk.root"));

    private static Codebase code;

    @BeforeAll
    static void readCodebase() {
        code = Codebase.read(ROOT);
    }

    @Test
    void modulesUseOnlyWhatTheyMay() {
        DependencyLaw.modulesUseOnlyWhatTheyMay(code).assertNone(100);
    }

    @Test
    void apiUsesOnlyTheJdkAndAnnotations() {
        DependencyLaw.apiUsesOnlyTheJdkAndAnnotations(code).assertNone(50);
    }

    @Test
    void internalPackagesStayInside() {
        DependencyLaw.internalPackagesStayInside(code).assertNone(100);
    }

    @Test
    void internalPackagesAreNotExported() {
        DependencyLaw.internalPackagesAreNotExported(code).assertNone(8);
    }

    @Test
    void noPackageIsInTwoArtifacts() {
        DependencyLaw.noPackageIsInTwoArtifacts(code).assertNone(8);
    }

    @Test
    void packagesAreFreeOfCycles() {
        DependencyLaw.packagesAreFreeOfCycles(code).assertNone(100);
    }

    @Test
    void publicTypesHaveAStatus() {
        PublicApi.typesHaveAStatus(code).assertNone(50);
    }

    @Test
    void packagesAreNullMarked() {
        PublicApi.packagesAreNullMarked(code).assertNone(8);
    }

    @Test
    void signaturesNameOnlyExportedTypesAndTheJdk() {
        PublicApi.signaturesNameOnlyExportedTypesAndTheJdk(code).assertNone(50);
    }

    @Test
    void parametersAreNotOptional() {
        PublicApi.parametersAreNotOptional(code).assertNone(200);
    }

    @Test
    void publicTypesAreDocumented() {
        SourceRules.publicTypesAreDocumented(code).assertNone(50);
    }

    @Test
    void publicTypesTellWhichThreadsMayUseThem() {
        SourceRules.publicTypesTellWhichThreadsMayUseThem(code).assertNone(50);
    }

    @Test
    void publicClassesAreClosedToSubclasses() {
        SourceRules.publicClassesAreClosedToSubclasses(code).assertNone(50);
    }

    @Test
    void methodsHaveNoGetPrefix() {
        SourceRules.methodsHaveNoGetPrefix(code).assertNone(300);
    }

    @Test
    void typesAreShort() {
        SourceRules.typesAreShort(code).assertNone(80);
    }

    @Test
    void methodsAreShort() {
        SourceRules.methodsAreShort(code).assertNone(300);
    }

    @Test
    void fewMethodsAreLong() {
        SourceRules.fewMethodsAreLong(code).assertNone(300);
    }

    @Test
    void testsDoNotSleep() {
        SourceRules.testsDoNotSleep(code).assertNone(10);
    }

    @Test
    void testsAreNamedAsSentences() {
        SourceRules.testsAreNamedAsSentences(code).assertNone(10);
    }

    @Test
    void onlyTheCommandLinePrints() {
        CodingRules.onlyTheCommandLinePrints(code).assertNone(100);
    }

    @Test
    void exceptionsAreSpecific() {
        CodingRules.exceptionsAreSpecific(code).assertNone(100);
    }

    @Test
    void methodsAreNotSynchronized() {
        CodingRules.methodsAreNotSynchronized(code).assertNone(100);
    }

    @Test
    void providersAreDeclaredForBothPaths() {
        Providers.areDeclaredForBothPaths(code).assertNone(1);
    }

    @Test
    void pomsNameEveryModule() {
        Poms.nameEveryModule(code, ROOT).assertNone(4);
    }

    @Test
    void linksLeadToAFile() {
        Documents.linksLeadToAFile(ROOT).assertNone(10);
    }

    @Test
    void decisionsAreListed() {
        Documents.decisionsAreListed(ROOT).assertNone(10);
    }

    @Test
    void documentedJavaIsThatOfASample() {
        Documents.javaIsFromSamples(ROOT).assertNone(3);
    }

    @Test
    void pomsInDocumentsAreFromSamples() {
        Documents.pomsAreFromSamples(ROOT).assertNone(1);
    }
}
