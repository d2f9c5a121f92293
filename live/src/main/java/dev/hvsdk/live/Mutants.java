/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Answers that are almost an engine's, made of recorded ones by a seed, for the tests of readers.
 *
 * <p>Not thread-safe: one for each test.
 */
public final class Mutants {
    private final Random random;
    private final List<String> tokens;

    private Mutants(Random random, List<String> tokens) {
        this.random = random;
        this.tokens = tokens;
    }

    /**
     * Always the same ones.
     *
     * @param tokens what is put in here and there
     */
    public static Mutants of(long seed, String... tokens) {
        return new Mutants(new Random(seed), List.of(tokens));
    }

    /** The files of the directory {@code seeds} beside a test, by their names. */
    public static List<byte[]> seeds(Class<?> test) {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(test.getResource("seeds")).toURI()))) {
            return files.sorted().map(Mutants::bytes).toList();
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

    /** The next one of this. */
    public byte[] next(byte[] seed) {
        StringBuilder text = new StringBuilder(new String(seed, ISO_8859_1));
        for (int change = random.nextInt(3); change >= 0 && !text.isEmpty(); change--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                case 2 -> text.insert(from, tokens.get(random.nextInt(tokens.size())));
                default -> text.setCharAt(from, (char) random.nextInt(0x100));
            }
        }
        byte[] bytes = text.toString().getBytes(ISO_8859_1);
        return bytes.length == 0 ? Arrays.copyOf(seed, 1) : bytes;
    }
}
