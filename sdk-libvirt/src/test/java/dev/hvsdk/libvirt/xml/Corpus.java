/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** libvirt's own test cases, read where they are and never copied; tests skip where they are not. */
final class Corpus {
    private static final Pattern ROOT = Pattern.compile("(?s)(<\\?.*?\\?>|<!--.*?-->|\\s)*<(\\w+).*");

    private Corpus() {}

    /** The folder of libvirt's cases. */
    static Path folder() {
        Path folder = Path.of(System.getProperty("hvsdk.corpora", "../shared/corpora"), "libvirt-11.3.0");
        assumeThat(folder).as("the corpus of libvirt is there").isDirectory();
        return folder;
    }

    /** The rows of a table of cases without its header, columns separated by tabs. */
    static List<String[]> cases(String table) {
        return text(folder().resolve(table))
                .lines()
                .skip(1)
                .map(row -> row.split("\t", -1))
                .toList();
    }

    /** All files whose root has this name. */
    static List<Path> documents(String root) {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .filter(file -> rootOf(text(file)).equals(root))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rootOf(String xml) {
        var matcher = ROOT.matcher(xml);
        return matcher.matches() ? matcher.group(2) : "";
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
