/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.hvsdk.host.root.HostCapture;
import dev.hvsdk.host.root.HostRoot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole captured hosts, damaged by a seed: an answer or the typed refusal, in bounded time, and nothing from outside of the root. */
class MutatedRootsTest {
    private static final Path HOSTS = Path.of("src/test/hosts");
    private static final String OUTSIDE = "Maker from outside of the root";
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final int SEEDS = 1;
    private static final String FACTS = "host.json";

    /** Each host has a thousand files or less, of which so many are damaged. */
    private static final int ONE_IN = 4;

    @TempDir
    Path directory;

    static Stream<Arguments> hosts() throws IOException {
        try (Stream<Path> entries = Files.list(HOSTS)) {
            return entries.filter(Files::isDirectory).sorted().toList().stream()
                    .flatMap(host -> Stream.iterate(1L, seed -> seed <= SEEDS, seed -> seed + 1)
                            .map(seed -> Arguments.of(host.getFileName().toString(), seed)));
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("hosts")
    void areInspectedInBoundedTimeAndNeverLeft(String name, long seed) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), OUTSIDE + "\n");
        Path root = copy(HOSTS.resolve(name), directory.resolve("root"));
        damage(root, secret, new Random(seed));

        assertTimeout(BOUND, () -> lookAtAll(root));
    }

    private void lookAtAll(Path root) throws IOException {
        HostRoot host = HostRoot.captured(root);
        Inspection inspection = HostInspector.of(host).inspect();
        assertThat(inspection.detection().signals().toString()).doesNotContain(OUTSIDE);
        assertThat(inspection.devices().toString() + inspection.features()).doesNotContain(OUTSIDE);
        HostInspector.of(host).workloads();
        HostCapture.of(host).write(directory.resolve("capture"));
        assertNothingFromOutside(directory.resolve("capture"));
    }

    private static void assertNothingFromOutside(Path capture) throws IOException {
        for (Path file : entries(capture)) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(OUTSIDE);
            }
        }
    }

    private static List<Path> entries(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            return walk.sorted().toList();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        for (Path entry : entries(from)) {
            Files.copy(entry, to.resolve(from.relativize(entry).toString()), LinkOption.NOFOLLOW_LINKS);
        }
        return to;
    }

    private static void damage(Path root, Path secret, Random random) throws IOException {
        for (Path entry : entries(root)) {
            boolean damageable = Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) && !entry.endsWith(FACTS);
            if (damageable && random.nextInt(ONE_IN) == 0) {
                damageFile(entry, secret, random);
            }
        }
    }

    private static void damageFile(Path file, Path secret, Random random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        switch (random.nextInt(8)) {
            case 0 -> Files.write(file, flipped(content, random));
            case 1 -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length + 1)));
            case 2 -> Files.write(file, bytes(random));
            case 3 -> grow(file);
            case 4 -> Files.createDirectory(removed(file));
            case 5 -> Files.createSymbolicLink(removed(file), secret.toAbsolutePath());
            case 6 ->
                Files.createSymbolicLink(
                        removed(file),
                        file.toAbsolutePath().resolveSibling(".").normalize().relativize(secret.toAbsolutePath()));
            default -> Files.createSymbolicLink(removed(file), file.getFileName());
        }
    }

    private static byte[] flipped(byte[] content, Random random) {
        for (int i = 0; i <= content.length / 50 && content.length > 0; i++) {
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return content;
    }

    private static byte[] bytes(Random random) {
        byte[] rubbish = new byte[random.nextInt(4096)];
        random.nextBytes(rubbish);
        return rubbish;
    }

    /** A gigabyte of zeros, which takes no room on the disk. */
    private static void grow(Path file) throws IOException {
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1L << 30);
        }
    }

    private static Path removed(Path file) throws IOException {
        Files.delete(file);
        return file;
    }
}
