/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown files of the repository. */
final class Documents {

    /** A link to a file, without a part behind {@code #}: {@code [text](docs/guide.md)}. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:|#)([^)#\\s]+)");

    /** A block of Java in a document, without its fences. */
    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** A whole pom in a document. */
    private static final Pattern POM =
            Pattern.compile("^```xml\\n(<project.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private Documents() {}

    static Findings linksLeadToAFile(Path root) {
        Findings findings = new Findings();
        for (Path document : documents(root)) {
            for (String target : links(document)) {
                findings.examine();
                if (!Files.exists(document.resolveSibling(target))) {
                    findings.violation(root.relativize(document) + " links to " + target + ", which is not there");
                }
            }
        }
        return findings;
    }

    static Findings decisionsAreListed(Path root) {
        Path directory = root.resolve("docs/decisions");
        List<String> listed = links(directory.resolve("README.md"));
        Findings findings = new Findings();
        for (Path decision : markdownIn(directory)) {
            findings.examine();
            String name = decision.getFileName().toString();
            if (!name.equals("README.md") && !listed.contains(name)) {
                findings.violation(name + " is not listed in docs/decisions/README.md");
            }
        }
        return findings;
    }

    /** Code in a document is a part of a sample to the letter, so that the build has compiled and run it. */
    static Findings javaIsFromSamples(Path root) {
        return blocksAreFromSamples(root, JAVA, ".java", "Java");
    }

    /** So are poms that are shown as a whole. */
    static Findings pomsAreFromSamples(Path root) {
        return blocksAreFromSamples(root, POM, "pom.xml", "a pom");
    }

    private static Findings blocksAreFromSamples(Path root, Pattern language, String ending, String name) {
        List<String> samples = walk(root.resolve("samples"), ending).stream()
                .map(Documents::text)
                .toList();
        Findings findings = new Findings();
        for (Path document : documents(root)) {
            language.matcher(text(document))
                    .results()
                    .map(block -> block.group(1))
                    .forEach(block -> {
                        findings.examine();
                        if (samples.stream().noneMatch(sample -> sample.contains(block))) {
                            findings.violation(root.relativize(document) + " shows " + name + " that no sample has: "
                                    + block.lines().toList());
                        }
                    });
        }
        return findings;
    }

    private static List<Path> documents(Path root) {
        Stream<Path> everywhere = Stream.concat(markdownIn(root).stream(), walk(root.resolve("docs"), ".md").stream());
        return everywhere.toList();
    }

    private static List<Path> walk(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> markdownIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Documents::isMarkdown).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMarkdown(Path file) {
        return file.getFileName().toString().endsWith(".md");
    }

    private static List<String> links(Path document) {
        return LINK.matcher(text(document))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
