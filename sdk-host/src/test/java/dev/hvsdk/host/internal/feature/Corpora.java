/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other projects' test cases, read where they are and never copied; tests skip where they are not. */
final class Corpora {
    private Corpora() {}

    /** The folder of a corpus. */
    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("hvsdk.corpora", "../shared/corpora"), name);
        assumeThat(folder).as("the corpus " + name + " is there").isDirectory();
        return folder;
    }

    /** The rows of a table of cases without its header, columns separated by tabs. */
    static List<String[]> cases(Path folder, String table) {
        return text(folder.resolve(table))
                .lines()
                .skip(1)
                .map(row -> row.split("\t", -1))
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
