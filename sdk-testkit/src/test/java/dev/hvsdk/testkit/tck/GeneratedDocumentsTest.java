/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The pages that are made from the kit and from its runs. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class GeneratedDocumentsTest {
    private static final String WRITE = "hvsdk.matrix.write";
    private static final Path DOCS = Path.of("..", "docs");
    private static final List<Class<? extends HypervisorTck>> IN_TREE =
            List.of(FakeKvmTckTest.class, FakeXenTckTest.class, FakeVsphereTckTest.class, FakeContainersTckTest.class);

    /** The committed page has to be this; with {@code -Dhvsdk.matrix.write=true} it becomes this. */
    private static void assertPage(String name, List<String> lines) throws IOException {
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean(WRITE)) {
            Files.write(page, lines);
        }
        assertThat(page).exists();
        assertThat(Files.readAllLines(page))
                .as(
                        "docs/%s is out of date; make it anew: mvn -pl sdk-testkit -am test -Dtest=%s"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        name, GeneratedDocumentsTest.class.getSimpleName(), WRITE)
                .isEqualTo(lines);
    }

    @Test
    void rulesAreDocumented() throws IOException {
        assertPage("tck.md", RuleCatalogue.markdown());
    }

    @Test
    void matrixIsThatOfTheRuns(@TempDir Path reports) throws IOException {
        List<RunReport> runs = run(reports);
        assertThat(runs).hasSize(IN_TREE.size());
        List<RunReport> all = new ArrayList<>(runs);
        all.addAll(onRealHosts());
        assertPage("support-matrix.md", new SupportMatrix(all).markdown());
    }

    /** As they were when the engines were last there; module architecture compares them with what a run just wrote. */
    private static List<RunReport> onRealHosts() throws IOException {
        return read(DOCS.resolve("tck"));
    }

    private static List<RunReport> read(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".tck"))
                    .map(RunReport::read)
                    .toList();
        }
    }

    private static List<RunReport> run(Path reports) throws IOException {
        String before = System.getProperty(TckRun.DIRECTORY);
        System.setProperty(TckRun.DIRECTORY, reports.toString());
        try {
            IN_TREE.forEach(kit -> assertThat(KitRun.of(kit).failures()).isEmpty());
        } finally {
            restore(before);
        }
        return read(reports);
    }

    private static void restore(String value) {
        if (value == null) {
            System.clearProperty(TckRun.DIRECTORY);
        } else {
            System.setProperty(TckRun.DIRECTORY, value);
        }
    }

    @Test
    void eachRuleHasAnIdOfItsOwnAndAllItsParts() {
        List<TckRule> rules = RuleCatalogue.rules();
        assertThat(rules).hasSizeGreaterThan(100);
        assertThat(new HashSet<>(rules.stream().map(TckRule::id).toList())).hasSameSizeAs(rules);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.id()).matches("HV-\\d{3,4}");
            assertThat(List.of(rule.statement(), rule.reason(), rule.hint()))
                    .allSatisfy(text ->
                            assertThat(text).isNotBlank().doesNotContain("|").doesNotEndWith("."));
        });
    }

    @Test
    void everyChapterIsNestedInTheKit() {
        assertThat(RuleCatalogue.chapters()).hasSize(27).allSatisfy(chapter -> {
            assertThat(chapter.title()).isNotBlank();
            assertThat(chapter.rules()).isNotEmpty();
        });
    }

    @Test
    void reportsAreReadAsTheyWereWritten() {
        List<String> lines = List.of(
                "hvsdk-tck\t1",
                "subject\tlab",
                "product\tLab 1.0",
                "capability\tConsole\tno-such-concept: a lab has none",
                "deviation\tHV-411\tit is gone\tthe manual\t1.0",
                "rule\tHV-401\tKEPT",
                "rule\tHV-411\tDEVIATES");
        assertThat(RunReport.parse(lines).lines()).isEqualTo(lines);
        assertThat(new SupportMatrix(List.of(RunReport.parse(lines))).markdown())
                .contains(
                        "| lab | Lab 1.0 | 1 | 1 | 0 |",
                        "| `Console` | no-such-concept |",
                        "- lab, `Console`: no-such-concept: a lab has none",
                        "- lab, HV-411: it is gone (1.0; the manual)");
    }
}
