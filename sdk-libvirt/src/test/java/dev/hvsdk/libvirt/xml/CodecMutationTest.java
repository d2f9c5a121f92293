/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thousands of texts that are almost libvirt's, by a seed; the fuzzer goes on where this ends (profile {@code fuzz}). */
class CodecMutationTest {
    private static final long SEED = 20_261_128L;
    private static final int ROUNDS = 300;
    private static final String[] TOKENS = {
        "<",
        ">",
        "'",
        "&amp;",
        "&#0;",
        "&#x1F680;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x ?>",
        "<!DOCTYPE domain>",
        " xmlns='urn:x'",
        " xmlns:q='urn:y'",
        "<q:x/>",
        " passwd='p'",
        "<secret>",
        "</secret>",
        "\r",
        "\u0085",
        "\u2028",
        "-1",
        "0x",
        "99999999999999999999",
        "<vcpus/>",
        "<devices/>",
        "<memory/>"
    };

    private final Random random = new Random(SEED);

    private static List<String> seeds() {
        try (Stream<Path> files =
                Files.list(Path.of(CodecMutationTest.class.getResource("seeds").toURI()))) {
            return files.sorted().map(Corpus::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void seedsKeepTheLaws() {
        assertThat(seeds())
                .hasSize(8)
                .allSatisfy(seed -> assertThat(CodecLaws.hold(seed)).isTrue());
    }

    @Test
    void mutantsKeepTheLaws() {
        int read = 0;
        int all = 0;
        List<String> seeds = seeds();
        for (String seed : seeds) {
            for (int round = 0; round < ROUNDS; round++) {
                read += CodecLaws.hold(mutant(seed, seeds)) ? 1 : 0;
                all++;
            }
        }
        // Mutants that are never or always XML would show little.
        assertThat(read).isBetween(all / 20, all * 9 / 10);
    }

    @Test
    void mutantsOfWhatWasReadKeepTheLaws() {
        for (String seed : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(CodecLaws.hold(shuffled(XmlElement.parse(seed)).toXml()))
                        .isTrue();
            }
        }
    }

    private String mutant(String seed, List<String> others) {
        StringBuilder text = new StringBuilder(seed);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(20));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                case 2 -> text.insert(from, TOKENS[random.nextInt(TOKENS.length)]);
                case 3 -> text.setCharAt(from, (char) random.nextInt(0x100));
                default -> text.insert(from, part(others.get(random.nextInt(others.size()))));
            }
        }
        return text.toString();
    }

    private String part(String other) {
        int from = random.nextInt(other.length());
        return other.substring(from, Math.min(other.length(), from + random.nextInt(100)));
    }

    /** Well-formed, with elements doubled, dropped, swapped and emptied. */
    private XmlElement shuffled(XmlElement element) {
        List<XmlNode> content = new ArrayList<>();
        for (XmlNode node : element.content()) {
            XmlNode kept = node instanceof XmlElement child ? shuffled(child) : node;
            switch (random.nextInt(20)) {
                case 0 -> {}
                case 1 -> content.addAll(List.of(kept, kept));
                case 2 -> content.add(0, kept);
                case 3 -> content.add(new XmlNode.Text(TOKENS[random.nextInt(TOKENS.length)]));
                default -> content.add(kept);
            }
        }
        return element.withContent(content);
    }
}
