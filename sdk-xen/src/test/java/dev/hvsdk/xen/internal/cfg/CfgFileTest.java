/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CfgFileTest {
    @Test
    void readsBothQuotesNumbersListsAndComments() {
        CfgFile file = CfgFile.parse(
                "# a guest\nname='a # \"b\"' # c\n\tvcpus = 0x2;memory=010\ndisk = [ # two\n 'x',\n\n \"y\", ]\nend = ''");
        assertThat(file.findText("name")).contains("a # \"b\"");
        assertThat(file.findNumber("vcpus")).contains(2L);
        assertThat(file.findNumber("memory")).contains(8L);
        assertThat(file.texts("disk")).containsExactly("x", "y");
        assertThat(file.findText("end")).isEmpty();
        assertThat(file.entries()).containsOnlyKeys("name", "vcpus", "memory", "disk", "end");
    }

    @Test
    void readsListsWithinLists() {
        CfgFile file = CfgFile.parse("vnuma = [ [ 'pnode=0', 'size=1' ],\n [ 'pnode=1' ], [] ]");
        assertThat(file.find("vnuma"))
                .contains(new CfgValue.Items(List.of(
                        CfgValue.ofTexts(List.of("pnode=0", "size=1")),
                        CfgValue.ofTexts(List.of("pnode=1")),
                        CfgValue.ofTexts(List.of()))));
    }

    @Test
    void readsAndWritesEscapes() {
        CfgFile file = CfgFile.parse("a = \"\\\"\\\\\\n\\'\"\nb = '\\a\\b\\f\\r\\t\\v'\n");
        assertThat(file.findText("a")).contains("\"\\\n'");
        assertThat(file.findText("b")).contains("\007\b\f\r\t\013");
        assertThat(CfgFile.empty().with("a", CfgValue.of("\"\\\n'")).text()).isEqualTo("a = \"\\\"\\\\\\n'\"\n");
    }

    @Test
    void takesTheLastOfKeysThatAreSetTwice() {
        assertThat(CfgFile.parse("a = 1\nb = 2\na = 3\n").findNumber("a")).contains(3L);
    }

    @Test
    void addsUpListsAndTexts() {
        CfgFile file =
                CfgFile.parse("d += ['x']\nd += [ 'y' ]\nt = 'a'\nt += 'b'\nd += []\nr = 1\nr += 2\nr = 'new'\n");
        assertThat(file.texts("d")).containsExactly("x", "y");
        assertThat(file.findText("t")).contains("ab");
        assertThat(file.findText("r")).contains("new");
    }

    @Test
    void keepsWhatIsNotChanged() {
        String before = "# mine\n\nunknown = [ 1,\t'2' ] # really\n\n name='old';  memory = 256\nname = 'older'";
        CfgFile changed = CfgFile.parse(before).with("name", CfgValue.of("new")).with("vcpus", CfgValue.of(4));
        assertThat(changed.text())
                .isEqualTo("# mine\n\nunknown = [ 1,\t'2' ] # really\n\n name = \"new\";  memory = 256\nvcpus = 4\n");
        assertThat(changed.without("memory").find("memory")).isEmpty();
    }

    @Test
    void changesAListThatIsAddedUpAsAWhole() {
        CfgFile changed = CfgFile.parse("d = ['a']\nd += ['b']\n").with("d", CfgValue.ofTexts(List.of("c", "d")));
        assertThat(changed.texts("d")).containsExactly("c", "d");
        assertThat(changed.text()).isEqualTo("d = [ \"c\", \"d\" ]\n\n");
    }

    @Test
    void isTheSameWhenAKeyIsSetToWhatItIs() {
        CfgFile file = CfgFile.parse("a  =  'x' # c");
        assertThat(file.with("a", CfgValue.of("x"))).isSameAs(file);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refuses(byte[] bytes, String why) {
        assertThatThrownBy(() -> CfgFile.parse(bytes))
                .isInstanceOf(UnreadableCfgException.class)
                .hasMessageContaining(why);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                refused("a giant", "#".repeat(CfgFile.LIMIT + 1), "longer"),
                refused("a zero character", "a = 1\nb = \"\0\"", "line 2: it holds a zero"),
                refused("an open quote", "b = 1\na = \"x\nc = \"y\"", "line 2: the quote is not closed"),
                refused("an open quote at the end", "a = 'x", "line 1: the quote is not closed"),
                refused("a text over two lines", "a = 'x\\\ny'", "line 1: the quote is not closed"),
                refused("a quote that is escaped only", "a = 'x\\'", "line 1: the quote is not closed"),
                refused("a text of Python", "a = \"\"\"x\"\"\"", "line 1: texts of more than one line"),
                refused("an open list", "\na = [ 'x',\n\n", "line 2: the list is not closed"),
                refused("lists without an end", "a = " + "[".repeat(100_000), "line 1: more than 16"),
                refused("two commas", "a = [ 'x',,'y' ]", "line 1: there is no value"),
                refused("a comma only", "a = [ , ]", "line 1: there is no value"),
                refused("no comma", "a = [ 'x'\n'y' ]", "line 2: there is neither"),
                refused("two values", "a = 'x' 'y'", "line 1: xl does not read it"),
                refused("two keys in one line", "a = 1 b = 2", "line 1: there is more after the value"),
                refused("no key", "= 1", "line 1"),
                refused("no value", "a =\n1", "line 1: there is no value before the end"),
                refused("no equals sign", "a\n= 1", "line 1: there is no = after a"),
                refused("a word", "a = b", "line 1: there is no value: b"),
                refused("a negative number", "a = -1", "line 1: there is no value: -"),
                refused("a key in capitals", "a = 1\nA = 1", "line 2: xl does not read it: A"),
                refused("a program", "import os\n", "line 1: there is no = after import"),
                refused("ends of lines of Windows", "a = 1\r\nb = 2\r\n", "line 1: xl does not read it: a control"),
                refused("a mark of UTF-8", "\ufeffa = 1", "line 1: xl does not read it"),
                refused("a number of an escape", "a = '\\x41'", "line 1: xl reads nothing for \\x"),
                refused("a list added to a text", "a = 'x'\na += [ 'y' ]", "line 2: a list and a text"),
                argumentSet(
                        "not UTF-8",
                        new byte[] {'#', (byte) 0xc3, (byte) 0xa4, '\n', (byte) 0xe9},
                        "line 2: it is not"));
    }

    private static Arguments refused(String name, String text, String why) {
        return argumentSet(name, text.getBytes(StandardCharsets.UTF_8), why);
    }

    @Test
    void countsLinesOverLists() {
        assertThatThrownBy(() -> CfgFile.parse("a = [\n'x',\n# c\n'y' ]\n\nb = 'z"))
                .hasMessage("line 6: the quote is not closed");
    }

    @ParameterizedTest
    @MethodSource("noNumbers")
    void refusesWhatIsNoNumber(String text) {
        CfgFile file = CfgFile.parse("\nn = '" + text + "'");
        assertThatThrownBy(() -> file.findNumber("n"))
                .isInstanceOf(UnreadableCfgException.class)
                .hasMessageStartingWith("line 2: n is");
    }

    static Stream<String> noNumbers() {
        return Stream.of("x", "-1", "08", "1x", "0x", "1e3", "99999999999999999999", "0777777777777777777777", "1 2");
    }

    @Test
    void readsManyAdditionsInOnePass() {
        // Copied at each of them, this would take minutes.
        CfgFile file = CfgFile.parse("a+=[1]\n".repeat(140_000));
        assertThat(file.texts("a")).hasSize(140_000);
    }

    @Test
    void opensNoOtherFile(@TempDir Path directory) throws IOException {
        Path other = Files.writeString(directory.resolve("other.cfg"), "vcpus = 8\n");
        assertThat(CfgFile.parse("include = '" + other + "'\n").entries()).containsOnlyKeys("include");
    }

    @Test
    void refusesWhatIsNoFile(@TempDir Path directory) {
        assertThatThrownBy(() -> CfgFile.read(directory))
                .isInstanceOf(UnreadableCfgException.class)
                .hasMessageContaining("no regular file");
    }

    @Test
    void refusesToWriteWhatAFileCannotSay() {
        assertThatThrownBy(() -> CfgFile.empty().with("A b", CfgValue.of(1))).hasMessageContaining("no key");
        assertThatThrownBy(() -> CfgFile.empty().with("a", CfgValue.of("\0"))).hasMessageContaining("zero");
    }

    @Test
    void readsWhatItWrote() {
        Random random = new Random(20261129);
        for (int round = 0; round < 500; round++) {
            Map<String, CfgValue> values = new HashMap<>();
            CfgFile file = CfgFile.empty();
            for (int key = 0; key < 8; key++) {
                CfgValue value = value(random, 0);
                values.put("key" + key, value);
                file = file.with("key" + key, value);
            }
            CfgFile read = CfgFile.parse(file.bytes());
            assertThat(read.entries()).isEqualTo(values);
            assertThat(read.bytes()).isEqualTo(file.bytes());
        }
    }

    private static CfgValue value(Random random, int depth) {
        if (depth < 4 && random.nextInt(3) == 0) {
            List<CfgValue> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(value(random, depth + 1));
            }
            return new CfgValue.Items(values);
        }
        return random.nextBoolean() ? CfgValue.of(random.nextInt()) : CfgValue.of(text(random));
    }

    private static String text(Random random) {
        int[] special = {'"', '\'', '\\', '#', '[', ']', ',', '\n', '\r', 0x7f, 0x20ac, 0x1f600};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            boolean isSpecial = random.nextInt(3) == 0;
            text.appendCodePoint(isSpecial ? special[random.nextInt(special.length)] : 1 + random.nextInt(0x7e));
        }
        return text.toString();
    }
}
