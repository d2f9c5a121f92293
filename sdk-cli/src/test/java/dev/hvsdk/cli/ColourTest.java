/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourTest {
    private static final String ESCAPE = "\u001b[";

    @Test
    void coloursOnATerminal() {
        assertThat(Run.onTerminal(Map.of(), "backends").out()).contains(ESCAPE);
    }

    @Test
    void coloursNothingElsewhere() {
        assertThat(Run.hv("backends").out()).doesNotContain(ESCAPE);
    }

    @Test
    void honoursNoColor() {
        assertThat(Run.onTerminal(Map.of("NO_COLOR", "1"), "backends").out()).doesNotContain(ESCAPE);
    }

    @Test
    void takesAnEmptyNoColorForNone() {
        assertThat(Run.onTerminal(Map.of("NO_COLOR", ""), "backends").out()).contains(ESCAPE);
    }

    @Test
    void leavesADumbTerminalAlone() {
        assertThat(Run.onTerminal(Map.of("TERM", "dumb"), "backends").out()).doesNotContain(ESCAPE);
    }

    @Test
    void obeysTheOptionBeforeAllElse() {
        assertThat(Run.hv("backends", "--color=always").out()).contains(ESCAPE);
        assertThat(Run.hv("--color", "always", "backends").out()).contains(ESCAPE);
        assertThat(Run.onTerminal(Map.of("NO_COLOR", "1"), "backends", "--color=always")
                        .out())
                .contains(ESCAPE);
        assertThat(Run.onTerminal(Map.of(), "backends", "--color=never").out()).doesNotContain(ESCAPE);
    }

    @Test
    void coloursHelpByTheSameRule() {
        assertThat(Run.hv("backends", "--help").out()).doesNotContain(ESCAPE);
        assertThat(Run.hv("backends", "--help", "--color=always").out()).contains(ESCAPE);
    }

    @Test
    void coloursNoJson() {
        assertThat(Run.onTerminal(Map.of(), "backends", "--format", "json").out())
                .doesNotContain(ESCAPE);
    }

    @Test
    void saysTheSameWithAndWithoutColour() {
        String plain = Run.withColumns(140, "guests", "fake:kvm").out();
        String coloured =
                Run.onTerminal(Map.of("COLUMNS", "140"), "guests", "fake:kvm").out();

        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }
}
