/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThisMachineTest {
    @TempDir
    Path tree;

    private Optional<Support.Unavailable<Boolean>> absence() {
        assertThat(tree.resolve("sys").toFile().mkdir()).isTrue();
        return ThisMachine.absence(HostRoot.captured(tree), "xen+ssh://root@HOST/system");
    }

    private void machine(String capabilities) throws IOException {
        Path xenfs = Files.createDirectories(tree.resolve("proc/xen"));
        Files.writeString(xenfs.resolve("capabilities"), capabilities);
    }

    @Test
    void isWhatControlsTheOthers() throws IOException {
        machine("control_d\n");
        assertThat(absence()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("others")
    void isNotWhatDoesNot(String capabilities, String why, String remedy) throws IOException {
        if (!capabilities.equals("none")) {
            machine(capabilities);
        }
        Support.Unavailable<Boolean> absence = absence().orElseThrow();
        assertThat(absence.detail()).contains(why);
        assertThat(absence.remedy().orElseThrow()).contains(remedy);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet("a guest", "\n", "a guest of Xen", "open the dom0: xen+ssh://"),
                argumentSet("a machine without Xen", "none", "does not run Xen", "xen-system-amd64"));
    }

    @Test
    void whatDoesNotShowItsRightsIsToldHowTo() throws IOException {
        Files.createDirectories(tree.resolve("proc/xen"));
        assertThat(absence().orElseThrow().remedy().orElseThrow()).contains("mount -t xenfs");
    }

    @Test
    void theErrorOfAnOpeningSaysWhatTheMachineIs() {
        HypervisorException failed = ErrorFactory.of("xen")
                .operation("open")
                .subject("xen:///system")
                .unreachable("no socket");
        HypervisorException explained = ThisMachine.explained("xen", failed, absence());
        assertThat(explained)
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("does not run Xen")
                .hasCause(failed);
        assertThat(explained.subject()).contains("xen:///system");
    }

    @Test
    void theErrorStaysOnADom0() {
        HypervisorException failed = ErrorFactory.of("xen").operation("open").unreachable("no socket");
        assertThat(ThisMachine.explained("xen", failed, Optional.empty())).isSameAs(failed);
    }
}
