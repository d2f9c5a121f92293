/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Source text as a tree. */
final class Parsing {

    private Parsing() {}

    static CompilationUnit parse(Path file) {
        try {
            ParseResult<CompilationUnit> result =
                    new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17)).parse(file);
            return result.getResult()
                    .filter(unit -> result.isSuccessful())
                    .orElseThrow(() -> new IllegalStateException(file + ": " + result.getProblems()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
