/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lists in poms that a new module has to be added to by hand. */
final class Poms {

    private Poms() {}

    /** The bill of materials, so that users can have the module; this module, so that its coverage counts. */
    static Findings nameEveryModule(Codebase code, Path root) {
        Findings findings = new Findings();
        for (Artifact artifact : code.artifacts()) {
            findings.examine();
            requireIn(root.resolve("pom.xml"), "<module>" + artifact.name() + "</module>", findings);
            requireIn(root.resolve("pom.xml"), "<artifactId>" + artifact.name() + "</artifactId>", findings);
            requireIn(root.resolve("sdk-bom/pom.xml"), "<artifactId>" + artifact.name() + "</artifactId>", findings);
            requireIn(
                    root.resolve("architecture/pom.xml"), "<artifactId>" + artifact.name() + "</artifactId>", findings);
        }
        return findings;
    }

    private static void requireIn(Path pom, String element, Findings findings) {
        try {
            if (!Files.readString(pom).contains(element)) {
                findings.violation(pom + " lacks " + element);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
