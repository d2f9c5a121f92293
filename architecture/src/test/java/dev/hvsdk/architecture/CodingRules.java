/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Optional;

/** What no class does, wherever it is. */
final class CodingRules {

    private CodingRules() {}

    static Findings onlyTheCommandLinePrints(Codebase code) {
        JavaClasses library = code.classes()
                .that(DescribedPredicate.describe(
                        "outside the command line",
                        type -> !code.findArtifact(type).map(Artifact::name).equals(Optional.of("sdk-cli"))));
        return Findings.of(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS, library);
    }

    static Findings exceptionsAreSpecific(Codebase code) {
        return Findings.of(GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS, code.classes());
    }

    /** A monitor that callers can see is a lock that callers can hold, and it pins virtual threads on 17 to 23. */
    static Findings methodsAreNotSynchronized(Codebase code) {
        ArchRule rule = methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);
        return Findings.of(rule, code.classes());
    }
}
