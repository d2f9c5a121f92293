/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thousands of answers that are almost a server's, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class AnswerMutationTest {
    private static final long SEED = 20_261_129L;
    private static final int ROUNDS = 2000;
    private static final String[] TOKENS = {
        "<",
        ">",
        "</",
        "/>",
        "&lt;",
        "&#0;",
        "&#x1F600;",
        "&e;",
        "]]>",
        "<![CDATA[",
        "-->",
        "<objects>",
        "</objects>",
        "<val>",
        "-1",
        "99999999999999999999",
        "xsi:type=\"T\"",
        " type=\"\"",
        "\u0000",
        "\u00ff\u00fe",
        "\r",
        "<?x?>",
        "true"
    };

    private final Random random = new Random(SEED);

    private static List<byte[]> seeds() {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(AnswerMutationTest.class.getResource("seeds"))
                        .toURI()))) {
            return files.sorted().map(AnswerMutationTest::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(4)
                .allSatisfy(seed -> assertThat(AnswerLaws.hold(seed)).isTrue());
    }

    @Test
    void mutantsKeepTheLaws() {
        int read = 0;
        int all = 0;
        for (byte[] seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                read += AnswerLaws.hold(mutant(seed)) ? 1 : 0;
                all++;
            }
        }
        // Mutants that are never or always an answer would show little.
        assertThat(read).isBetween(all / 20, all * 9 / 10);
    }

    private byte[] mutant(byte[] seed) {
        StringBuilder text = new StringBuilder(new String(seed, StandardCharsets.ISO_8859_1));
        for (int change = random.nextInt(3); change >= 0; change--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                case 2 -> text.insert(from, TOKENS[random.nextInt(TOKENS.length)]);
                default -> text.setCharAt(from, (char) random.nextInt(0x100));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
