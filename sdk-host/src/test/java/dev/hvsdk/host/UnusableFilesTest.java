/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.root.RecordedFacts;
import dev.hvsdk.host.testing.FixtureHost;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnusableFilesTest {
    @TempDir
    Path tree;

    private static List<String> limitations(HostRoot host) {
        return HostInspector.of(host).inspect().limitations().stream()
                .map(Limitation::what)
                .toList();
    }

    private FixtureHost host() {
        return FixtureHost.physicalX86(tree).file("/proc/meminfo", "MemTotal: 1024 kB\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/cpuinfo", "/proc/meminfo", "/proc/self/mountinfo", "/proc/cmdline"})
    void namesADirectoryInPlaceOfAFile(String path) throws IOException {
        FixtureHost host = host();
        Files.deleteIfExists(tree.resolve(path.substring(1)));

        assertThat(limitations(host.directory(path).build()))
                .anySatisfy(what -> assertThat(what).contains(path).contains("not a regular file"));
    }

    @Test
    void namesAFileThatIsLongerThanAnyOfItsKind() throws IOException {
        HostRoot host = host().build();
        try (RandomAccessFile file =
                new RandomAccessFile(tree.resolve("proc/cpuinfo").toFile(), "rw")) {
            file.setLength(2L << 30);
        }

        assertThat(limitations(host))
                .anySatisfy(what -> assertThat(what).contains("/proc/cpuinfo").contains("longer than 8388608 bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/cpuinfo", "/proc/meminfo"})
    void namesAFileOfRubbish(String path) {
        assertThat(limitations(host().file(path, "\u0001\u0002 rubbish\n").build()))
                .contains(path + " has no usable line");
    }

    @Test
    void namesALinkThatLeavesTheCapturedRoot() {
        HostRoot host = FixtureHost.in(tree).link("/proc", "/proc").build();

        assertThat(limitations(host))
                .anySatisfy(what -> assertThat(what).contains("/proc/cpuinfo: a link that leaves the captured root"))
                .noneSatisfy(what -> assertThat(what).contains(tree.toString()));
    }

    @Test
    void saysNothingOfAHealthyHost() {
        assertThat(limitations(host().build()))
                .noneSatisfy(what -> assertThat(what).containsAnyOf("regular", "longer", "usable"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void tellsRootNotToBecomeRoot(int uid) {
        HostRoot host = HostRoot.of(tree, RecordedFacts.builder().uid(uid).build());

        assertThat(host.denialRemedy().equals("run as root")).isEqualTo(uid != 0);
    }
}
