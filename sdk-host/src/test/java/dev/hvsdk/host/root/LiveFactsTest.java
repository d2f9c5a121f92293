/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hvsdk.host.internal.os.CpuDevices;
import dev.hvsdk.host.internal.os.CpuidPage;
import dev.hvsdk.host.root.Fact.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what holds on every machine that can run the build. */
class LiveFactsTest {
    private final HostFacts facts = LiveFacts.INSTANCE;

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void executesCpuidWithoutPrivilege() {
        CpuidLeaf leaf = facts.cpuid(0, 0).value().orElseThrow();

        assertThat(leaf.vendor()).hasSize(12).isPrintable();
        assertThat(leaf.eax()).isPositive();
    }

    /** Whoever asks, root or not: what programs are told. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x8000_0000, 0x8000_0002, 0x4000_0000})
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void tellsOfCpuidWhatTheInstructionAnswers(int leaf) {
        CpuidLeaf told = facts.cpuid(leaf, 0).value().orElseThrow();

        assertThat(new int[] {told.eax(), told.ebx(), told.ecx(), told.edx()}).isEqualTo(CpuidPage.execute(leaf, 0));
    }

    /** The maker, which no paravirtual kernel is told otherwise than programs, unlike the rest. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x8000_0000})
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void bothWaysToCpuidAgreeAboutTheMaker(int leaf) throws IOException {
        assumeThat(Files.isReadable(Path.of(CpuDevices.CPUID)))
                .as("the cpuid device is readable")
                .isTrue();

        assertThat(Arrays.copyOfRange(CpuidPage.execute(leaf, 0), 1, 4))
                .isEqualTo(Arrays.copyOfRange(CpuDevices.cpuid(leaf, 0), 1, 4));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void answersTheSameLeafFromMemory() {
        assertThat(facts.cpuid(0, 0)).isSameAs(facts.cpuid(0, 0));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "aarch64")
    void knowsThatArmHasNoCpuid() {
        assertThat(facts.cpuid(0, 0).problem().orElseThrow().reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void neverThrowsForAnMsr() {
        // 0x0 is IA32_P5_MC_ADDR; few machines let anyone read it, and none must fail otherwise.
        Fact<Long> msr = facts.msr(0);

        assertThat(msr.isKnown() || msr.problem().isPresent()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsTheNamespacesOfThisProcess() throws IOException {
        long inode = (Long) Files.getAttribute(Path.of("/proc/self/ns/user"), "unix:ino");

        assertThat(facts.namespace("user")).isEqualTo(Fact.known(inode));
    }

    @Test
    void knowsNoNamespaceOutsideItsDirectory() {
        assertThat(facts.namespace("../../1/root").isKnown()).isFalse();
        assertThat(facts.dmi("../../../../etc/passwd").isKnown()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsTheMachineAsUnameDoes() throws Exception {
        Process uname = new ProcessBuilder("uname", "-sm").start();
        String printed = new String(uname.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();

        assertThat(facts.operatingSystem().value().orElseThrow() + " "
                        + facts.machine().value().orElseThrow())
                .isEqualTo(printed);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsTheEffectiveUser() throws IOException {
        int owner = (Integer) Files.getAttribute(Path.of("/proc/self/status"), "unix:uid");

        assertThat(facts.uid()).isEqualTo(Fact.known(owner));
    }

    @Test
    void asksKvmOrSaysWhyNot() {
        Fact<KvmProbe> kvm = facts.kvm();

        kvm.value().ifPresent(probe -> assertThat(probe.apiVersion()).isPositive());
        kvm.problem().ifPresent(problem -> assertThat(problem.detail()).isNotBlank());
        assertThat(kvm.isKnown()).isEqualTo(kvm.problem().isEmpty());
    }

    @Test
    void keepsTheEnvironmentPrivate() {
        assertThat(facts.environment("PATH").problem().orElseThrow().reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void asksForSysctlAndZonesOnlyWhereTheyAre() {
        assertThat(facts.sysctl("kern.vm_guest").problem().orElseThrow().reason())
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(facts.zoneName().problem().orElseThrow().reason()).isEqualTo(Reason.UNSUPPORTED);
    }
}
