/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The test cases of virt-what 1.25, read where they lie and never copied; see {@link VirtWhatCase}. */
class VirtWhatCorpusTest {
    private static final Path CORPUS = Path.of(System.getProperty("hvsdk.corpora", "no-corpora"), "virt-what-1.25");

    @TestFactory
    Stream<DynamicTest> namesWhatVirtWhatExpects() throws IOException {
        Path cases = CORPUS.resolve("CASES.tsv");
        assumeTrue(Files.isReadable(cases), () -> "no test cases of virt-what at " + CORPUS);
        List<String> lines = Files.readAllLines(cases);
        assertThat(lines).as("cases").hasSizeGreaterThan(30);
        return lines.stream().skip(1).map(line -> line.split("\t", -1)).map(VirtWhatCorpusTest::test);
    }

    private static DynamicTest test(String[] row) {
        return DynamicTest.dynamicTest(row[0], () -> {
            VirtWhatCase example = new VirtWhatCase(CORPUS.resolve(row[1]), CORPUS.resolve(row[2]));
            Detection detection = HostInspector.of(example.host()).detect();
            assertThat(VirtWhat.facts(detection)).as(detection.toString()).isEqualTo(expected(row[3]));
        });
    }

    /** In the order in which virt-what printed them. */
    private static List<String> expected(String words) {
        return words.isBlank() ? List.of() : List.of(words.strip().split(" "));
    }
}
