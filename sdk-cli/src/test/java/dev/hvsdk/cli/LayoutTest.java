/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    @Test
    void breaksBetweenWords() {
        assertThat(wrapped("one two three", 8)).containsExactly("one two", "three");
    }

    @Test
    void breaksALongPathAfterASlash() {
        assertThat(wrapped("/sys/module/kvm_amd/parameters/nested", 32))
                .containsExactly("/sys/module/kvm_amd/parameters/", "nested");
    }

    @Test
    void breaksAWordThatFitsNowhere() {
        assertThat(wrapped("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
    }

    @Test
    void hasOneLineForNoText() {
        assertThat(wrapped("", 10)).containsExactly("");
    }

    @Test
    void countsWideAndCombiningCharacters() {
        assertThat(Text.width("仮想")).isEqualTo(4);
        assertThat(Text.width("e\u0301")).isEqualTo(1);
        assertThat(wrapped("仮想機械", 5)).containsExactly("仮想", "機械");
    }

    @ParameterizedTest
    @CsvSource({"plain, plain", "'a\tb', 'a b'", "'a\u001bb', a?b", "'a\u202eb', a?b", "é, é"})
    void makesTextSafeForATerminal(String text, String safe) {
        assertThat(Text.clean(text)).isEqualTo(safe);
    }

    @Test
    void cutsWhatNobodyReads() {
        assertThat(Text.clean("x".repeat(5000))).hasSize(403).endsWith("...");
    }

    @Test
    void shrinksFlexibleColumnsAndNoOthers() {
        Table table =
                new Table("ID", Table.FLEXIBLE + "TEXT").row(Span.of("0000:00:1f.2"), Span.of("some longer text"));

        assertThat(lines(table, 28))
                .containsExactly("ID            TEXT", "0000:00:1f.2  some longer", "              text");
    }

    @Test
    void leavesOutOptionalColumnsLastFirst() {
        Table table = new Table("ID", Table.OPTIONAL + "FIRST", Table.OPTIONAL + "SECOND")
                .row(Span.of("abcdef"), Span.of("x"), Span.of("y"));

        assertThat(lines(table, 40).get(0)).isEqualTo("ID      FIRST  SECOND");
        assertThat(lines(table, 15).get(0)).isEqualTo("ID      FIRST");
        assertThat(lines(table, 8).get(0)).isEqualTo("ID");
        assertThat(table.leftOut(40)).isEmpty();
        assertThat(table.leftOut(15)).containsExactly("SECOND");
    }

    @Test
    void putsColumnsBelowEachOtherWhereTheyDoNotFitBesideEachOther() {
        Table table = new Table("ID", "STATE", Table.OPTIONAL + "NOTE", Table.FLEXIBLE + "TEXT")
                .row(Span.of("0000:00:1f.2"), Span.of("running"), Span.of("-"), Span.of("some longer text"));

        assertThat(lines(table, 18))
                .containsExactly("0000:00:1f.2", "  STATE: running", "  NOTE: -", "  TEXT: some", "    longer text");
        assertThat(table.leftOut(18)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guests fake:kvm",
                "guests fake:vsphere",
                "backends",
                "features",
                "devices",
                "topology",
                "inspect"
            })
    void noLineIsWiderThanANarrowTerminal(String command) {
        assertThat(Run.withColumns(40, command.split(" ")).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void doesNotWrapForWhoIsNoTerminal() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());

        assertThat(new Terminal(nowhere, nowhere, false, false, Map.of()).width())
                .isGreaterThan(1000);
        assertThat(new Terminal(nowhere, nowhere, false, false, Map.of()).helpWidth())
                .isEqualTo(80);
        assertThat(new Terminal(nowhere, nowhere, false, false, Map.of("COLUMNS", "50")).width())
                .isEqualTo(50);
        assertThat(Run.hv("guests", "fake:kvm").out()).contains("CPU TIME").doesNotContain("No room");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 80", "100, 100", "20, 40", "5000, 140", "-3, 80", "abc, 80", "0, 80", "99999999999, 80"})
    void takesTheWidthFromTheEnvironmentWithinReason(@Nullable String columns, int width) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Map<String, String> environment = columns == null ? Map.of() : Map.of("COLUMNS", columns);

        assertThat(new Terminal(nowhere, nowhere, true, false, environment).width())
                .isEqualTo(width);
    }

    private static List<String> wrapped(String text, int columns) {
        return Wrapping.lines(List.of(Span.of(text)), columns).stream()
                .map(LayoutTest::plain)
                .toList();
    }

    private static List<String> lines(Table table, int columns) {
        return table.lines(columns).stream().map(LayoutTest::plain).toList();
    }

    private static String plain(List<Span> spans) {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }
}
