/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.root.Fact.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a captured tree may hold that was not made by a friend. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class HostFilesTest {
    private static final String SECRET = "outside the tree";

    @TempDir
    Path directory;

    private Path tree;
    private HostFiles files;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        Files.createDirectories(tree.resolve("proc"));
        Files.writeString(directory.resolve("secret"), SECRET);
        files = HostFiles.below(tree);
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(tree.resolve(path), Path.of(target));
    }

    private static <T> Reason reason(Fact<T> fact) {
        return fact.problem().orElseThrow().reason();
    }

    @Test
    void readsNoMoreOfAHugeFileThanItsLimit() throws IOException {
        try (RandomAccessFile huge =
                new RandomAccessFile(tree.resolve("proc/cpuinfo").toFile(), "rw")) {
            huge.setLength(2L << 30);
        }

        assertThat(files.text("/proc/cpuinfo").value().orElseThrow()).hasSize(HostFiles.DEFAULT_LIMIT);
        assertThat(files.bytes("/proc/cpuinfo", 10).value().orElseThrow()).hasSize(10);
        assertThat(files.attribute("/proc/cpuinfo").value().orElseThrow()).hasSize(1 << 16);
        assertThat(files.directory("/proc").attribute("cpuinfo").value().orElseThrow())
                .hasSize(1 << 16);
    }

    @Test
    void takesALoopOfLinksForDamage() throws IOException {
        link("a", "b");
        link("b", "a");
        link("self", "self/self");

        assertThat(reason(files.text("/a"))).isEqualTo(Reason.DAMAGED);
        assertThat(reason(files.list("/self"))).isEqualTo(Reason.DAMAGED);
        assertThat(reason(files.resolve("/a/b/c"))).isEqualTo(Reason.DAMAGED);
        assertThat(files.exists("/a")).isFalse();
        assertThat(files.link("/a")).isEqualTo(Fact.known("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/secret", "../secret", "../../../../../../../../secret", "proc/../../secret", "./../secret"})
    void followsNoLinkOutOfTheTree(String target) throws IOException {
        link("escape", target);

        assertThat(reason(files.text("/escape"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.directory("/").attribute("escape"))).isEqualTo(Reason.ABSENT);
        assertThat(files.exists("/escape")).isFalse();
    }

    @Test
    void followsNoLinkToADirectoryOutsideOfTheTree() throws IOException {
        link("out", directory.toString());
        link("up", "..");

        assertThat(reason(files.text("/out/secret"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.text("/up/secret"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.directory("/").directory("up").attribute("secret")))
                .isEqualTo(Reason.ABSENT);
        assertThat(files.list("/up")).isEqualTo(files.list("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret", "/proc/../../secret", "/../../../../secret"})
    void doesNotClimbOutByThePathItself(String path) {
        assertThat(reason(files.text(path))).isEqualTo(Reason.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../secret", "", "a/b"})
    void takesOnlyNamesInADirectory(String name) {
        assertThat(files.directory("/proc").attribute(name).isKnown()).isFalse();
        assertThat(files.directory("/proc").directory(name).attribute("secret").isKnown())
                .isFalse();
        assertThat(files.directory("/proc").link(name).isKnown()).isFalse();
    }

    @Test
    void followsLinksInsideTheTreeAsTheHostWould() throws IOException {
        Files.writeString(tree.resolve("proc/version"), "Linux\n");
        link("absolute", "/proc/version");
        link("relative", "proc/../proc/./version");
        link("proc/up", "../absolute");

        assertThat(files.attribute("/absolute")).isEqualTo(Fact.known("Linux"));
        assertThat(files.attribute("/relative")).isEqualTo(Fact.known("Linux"));
        assertThat(files.attribute("/proc/up")).isEqualTo(Fact.known("Linux"));
        assertThat(files.resolve("/proc/up")).isEqualTo(Fact.known("/proc/version"));
        assertThat(files.directory("/proc").attribute("up")).isEqualTo(Fact.known("Linux"));
    }

    @Test
    void followsLinksOfADirectoryToTheSamePlaceAsTheWholePath() throws IOException {
        Files.createDirectories(tree.resolve("sys/devices/bridge/function"));
        Files.createDirectories(tree.resolve("sys/bus"));
        Files.writeString(tree.resolve("sys/devices/bridge/function/vendor"), "0x8086\n");
        link("sys/bus/one", "../devices/bridge/function");
        link("sys/bus/two", "one");
        link("sys/bus/three", "/sys/devices/bridge/function");

        for (String name : new String[] {"one", "two", "three"}) {
            assertThat(files.directory("/sys/bus").directory(name).attribute("vendor"))
                    .isEqualTo(Fact.known("0x8086"));
        }
    }

    @Test
    void doesNotWaitOnAPipe() {
        Path pipe = tree.resolve("proc/cmdline");
        assumeTrue(
                CommandRunner.local().run(Command.of("mkfifo", pipe.toString())).isSuccess(), "mkfifo is not there");

        assertThat(reason(files.text("/proc/cmdline"))).isEqualTo(Reason.DAMAGED);
        assertThat(reason(files.directory("/proc").attribute("cmdline"))).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void takesADirectoryForAFileAndAFileForADirectoryForDamage() throws IOException {
        Files.writeString(tree.resolve("file"), "");

        assertThat(reason(files.text("/proc"))).isEqualTo(Reason.DAMAGED);
        assertThat(reason(files.directory("/").attribute("proc"))).isEqualTo(Reason.DAMAGED);
        assertThat(reason(files.list("/file"))).isEqualTo(Reason.DAMAGED);
        assertThat(reason(files.link("/file"))).isEqualTo(Reason.DAMAGED);
        assertThat(files.text("/file/below").isKnown()).isFalse();
    }

    @Test
    void readsRubbishAsText() throws IOException {
        byte[] rubbish = new byte[4096];
        new Random(17).nextBytes(rubbish);
        Files.write(tree.resolve("proc/version"), rubbish);

        assertThat(files.bytes("/proc/version", 4096))
                .satisfies(fact -> assertThat(fact.value().orElseThrow()).isEqualTo(rubbish));
        assertThat(files.text("/proc/version").value().orElseThrow())
                .isEqualTo(new String(rubbish, StandardCharsets.UTF_8));
    }

    @Test
    void saysWhatMayNotBeRead() throws IOException {
        Path file = Files.writeString(tree.resolve("proc/environ"), SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "root may read everything");

        assertThat(files.text("/proc/environ").isDenied()).isTrue();
    }

    @Test
    void listsABoundedNumberOfNames() throws IOException {
        Path crowd = Files.createDirectory(tree.resolve("crowd"));
        for (int i = 0; i < 200; i++) {
            Files.createSymbolicLink(crowd.resolve("n" + i), Path.of("x"));
        }

        assertThat(files.list("/crowd", 100).value().orElseThrow()).hasSize(100).isSorted();
        assertThat(files.list("/crowd").value().orElseThrow()).hasSize(200).isSorted();
    }

    @Test
    void saysThatSomethingIsAbsentOrNoPath() {
        assertThat(reason(files.text("/no/such/file"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.list("/no/such/directory"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.resolve("/no"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.link("/no"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.directory("/no").attribute("thing"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(files.text("/zero\0character"))).isEqualTo(Reason.DAMAGED);
        assertThatIllegalArgumentException().isThrownBy(() -> files.text("proc/version"));
    }

    @Test
    void endsALinkThatGrowsAtEveryStep() throws IOException {
        link("bomb", "bomb/" + "x/".repeat(1000) + "bomb");

        assertThat(reason(files.text("/bomb"))).isEqualTo(Reason.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 4095, 4096, 4097, 65_536, 70_000})
    void readsAttributesOfAnyLengthUpToALimit(int length) throws IOException {
        Files.writeString(tree.resolve("proc/text"), "a".repeat(length));

        assertThat(files.directory("/proc").attribute("text"))
                .isEqualTo(Fact.known("a".repeat(Math.min(length, 1 << 16))));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsAMissingAttributeOfTheLiveMachineFromADirectory() {
        HostDirectory kernel = HostFiles.live().directory("/sys/kernel");

        assertThat(reason(kernel.attribute("no-such-file"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(kernel.attribute("mm"))).isEqualTo(Reason.DAMAGED);
    }
}
