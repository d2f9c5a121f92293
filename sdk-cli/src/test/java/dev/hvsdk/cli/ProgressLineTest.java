/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String ERASE = "\r\u001b[K";

    private final StringWriter err = new StringWriter();

    private ProgressLine begin(boolean isTerminal, Map<String, String> environment) {
        PrintWriter writer = new PrintWriter(err);
        return ProgressLine.begin(new Terminal(writer, writer, false, isTerminal, environment), "copy of web");
    }

    @Test
    void replacesWhatItSaidBeforeAndIsGoneInTheEnd() {
        try (ProgressLine line = begin(true, Map.of())) {
            line.show(Progress.of("disk", 1, 3, ProgressUnit.ITEMS));
            line.show(Progress.of("memory", 1024 * 1024, ProgressUnit.BYTES));
        }

        assertThat(err)
                .hasToString(ERASE + "copy of web ..." + ERASE + "copy of web: disk 33 %" + ERASE
                        + "copy of web: memory 1 MiB" + ERASE);
    }

    @Test
    void saysNothingOnceItIsGone() {
        ProgressLine line = begin(true, Map.of());
        line.close();
        String before = err.toString();
        line.show(Progress.of("disk", 1, 3, ProgressUnit.ITEMS));
        line.close();

        assertThat(err).hasToString(before);
    }

    @Test
    void staysInOneLineAndIsHarmless() {
        try (ProgressLine line = begin(true, Map.of("COLUMNS", "40"))) {
            line.show(Progress.of("\u001b[2J" + "x".repeat(100), 1, 3, ProgressUnit.ITEMS));
        }

        assertThat(err.toString().split(ERASE.replace("[", "\\[")))
                .allSatisfy(shown -> assertThat(shown).hasSizeLessThan(40).doesNotContain("\u001b"));
    }

    @Test
    void saysNothingWhereNobodySitsOrNothingCanBeErased() {
        try (ProgressLine line = begin(false, Map.of())) {
            line.show(Progress.of("disk", 1, 3, ProgressUnit.ITEMS));
        }
        try (ProgressLine line = begin(true, Map.of("TERM", "dumb"))) {
            line.show(Progress.of("disk", 1, 3, ProgressUnit.ITEMS));
        }

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsWorkThatBeginsAfterTheInterruptAtOnce() {
        Interrupts interrupts = Interrupts.ofProcess();
        interrupts.end();
        interrupts.interrupt();
        StringBuilder told = new StringBuilder();

        assertThat(interrupts.during(() -> told.append("work"), () -> told.append("told, ")))
                .hasToString("told, work");
        assertThat(interrupts.happened()).isTrue();
    }
}
