/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.Charset;
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

class VmxFileTest {
    private static VmxFile parse(String text) {
        return VmxFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsKeysInAnyLetterCaseWithAndWithoutQuotesAndBeforeComments() {
        VmxFile file = parse("#!/usr/bin/vmware\n\nDISPLAYNAME = \"a # b\" # c\n\tnumvcpus=2#d\nempty =\n");
        assertThat(file.find("displayName")).contains("a # b");
        assertThat(file.find("NumVcpus")).contains("2");
        assertThat(file.find("empty")).contains("");
        assertThat(file.find("c")).isEmpty();
    }

    @Test
    void readsAndWritesWhatStandsForQuotes() {
        VmxFile file = parse("displayName = \"|22a|7Cb|0a\"\n");
        assertThat(file.find("displayName")).contains("\"a|b\n");
        assertThat(file.with("displayName", "\"\tx|y\r").text()).isEqualTo("displayName = \"|22\tx|7Cy|0D\"\n");
    }

    @Test
    void keepsWhatIsNotChanged() {
        String before = "# mine\r\nB.unknown = yes # really\r\n\r\ndisplayname = \"old\"\r\na = \"1\"\r\n";
        VmxFile changed = parse(before).with("displayName", "new").with("z", "26");
        assertThat(changed.text())
                .isEqualTo(
                        "# mine\r\nB.unknown = yes # really\r\n\r\ndisplayname = \"new\"\r\na = \"1\"\r\nz = \"26\"\r\n");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void readsAndWritesEncodings(String name, String text) {
        byte[] bytes =
                (".encoding = \"" + name + "\"\ndisplayName = \"" + text + "\"\n").getBytes(Charset.forName(name));
        assertThat(VmxFile.parse(bytes).find("displayName")).contains(text);
        assertThat(VmxFile.parse(bytes).bytes()).isEqualTo(bytes);
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                argumentSet("western", "windows-1252", "Büro €"),
                argumentSet("Cyrillic", "windows-1251", "сервер"),
                argumentSet("Chinese", "GBK", "服务器"),
                argumentSet("Unicode", "UTF-8", "服务器 €"));
    }

    @Test
    void writesUtf8WhereItsEncodingHasNotTheCharacters() {
        byte[] bytes =
                ".encoding = \"windows-1252\"\nannotation = \"Büro\"\n".getBytes(Charset.forName("windows-1252"));
        VmxFile written =
                VmxFile.parse(VmxFile.parse(bytes).with("displayName", "服务器").bytes());
        assertThat(written.find(".encoding")).contains("UTF-8");
        assertThat(written.find("annotation")).contains("Büro");
        assertThat(written.find("displayName")).contains("服务器");
    }

    @Test
    void keepsTheMarkOfUtf8() {
        byte[] bytes = "\ufeff.encoding = \"UTF-8\"\n".getBytes(StandardCharsets.UTF_8);
        assertThat(VmxFile.parse(bytes).find(".encoding")).contains("UTF-8");
        assertThat(VmxFile.parse(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refuses(byte[] bytes, String why) {
        assertThatThrownBy(() -> VmxFile.parse(bytes))
                .isInstanceOf(UnreadableVmxException.class)
                .hasMessageContaining(why);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                refused("a giant", "#".repeat(VmxFile.LIMIT + 1), "longer"),
                refused("a zero character", "a = \"\0\"", "zero"),
                refused("an escaped zero character", "a = \"|00\"", "|00"),
                refused("an escaped byte", "a = \"|E9\"", "|E9"),
                refused("an open quote", "b = 1\na = \"x\nc = \"y\"", "line 2: the quote is not closed"),
                refused("two values", "a = \"x\" \"y\"", "line 1: there is more"),
                refused("no key", "= \"x\"", "line 1"),
                refused("no value", "a", "line 1"),
                refused("markup", "<vm name=\"x\"/>", "line 1"),
                refused("the same key twice", "a.B = \"1\"\nA.b = \"2\"", "line 2: A.b is there already"),
                refused("an unknown encoding", ".encoding = \"klingon\"", "klingon"),
                refused("an encoding without ASCII", ".encoding = \"UTF-16\"", "UTF-16"),
                argumentSet("not UTF-8", new byte[] {'a', '=', (byte) 0xe9}, "encoding UTF-8"));
    }

    private static Arguments refused(String name, String text, String why) {
        return argumentSet(name, text.getBytes(StandardCharsets.UTF_8), why);
    }

    @Test
    void opensNoOtherFile(@TempDir Path directory) throws IOException {
        Path other = Files.writeString(directory.resolve("other.vmx"), "numvcpus = \"8\"\n");
        VmxFile file = parse("include = \"" + other + "\"\n.include = \"../../etc/passwd\"\n");
        assertThat(file.entries()).containsOnlyKeys("include", ".include");
    }

    @Test
    void refusesWhatIsNoFile(@TempDir Path directory) {
        assertThatThrownBy(() -> VmxFile.read(directory))
                .isInstanceOf(UnreadableVmxException.class)
                .hasMessageContaining("no regular file");
    }

    @Test
    void readsWhatItWrote() {
        Random random = new Random(20261129);
        for (int round = 0; round < 500; round++) {
            Map<String, String> values = values(random);
            VmxFile file = VmxFile.empty();
            for (Map.Entry<String, String> entry : values.entrySet()) {
                file = file.with(entry.getKey(), entry.getValue());
            }
            VmxFile read = VmxFile.parse(file.bytes());
            values.forEach((key, value) -> assertThat(read.find(key)).contains(value));
            assertThat(read.bytes()).isEqualTo(file.bytes());
        }
    }

    @Test
    void refusesNoiseByItsOwnErrorOnly() {
        Random random = new Random(7);
        List<String> seeds = List.of("a = \"b\"", "|22", "\"", "#", "=", "\n", ".encoding = \"GBK\"\n", "\ufffd", "|");
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(12); part > 0; part--) {
                text.append(seeds.get(random.nextInt(seeds.size())));
            }
            try {
                VmxFile file = parse(text.toString());
                assertThat(VmxFile.parse(file.bytes()).entries()).isEqualTo(file.entries());
            } catch (UnreadableVmxException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static Map<String, String> values(Random random) {
        Map<String, String> values = new HashMap<>();
        List<Integer> characters =
                new ArrayList<>(List.of((int) '"', (int) '|', (int) '#', (int) '=', 0x7f, 0x20ac, 0x1f600));
        for (int key = 0; key < 8; key++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                boolean isSpecial = random.nextInt(3) == 0;
                value.appendCodePoint(
                        isSpecial ? characters.get(random.nextInt(characters.size())) : 1 + random.nextInt(0x7e));
            }
            values.put("key" + key, value.toString());
        }
        return values;
    }
}
