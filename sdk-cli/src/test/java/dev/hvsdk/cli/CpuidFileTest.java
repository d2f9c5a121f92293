/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuidFileTest {
    /** An EPYC of the second generation, the second CPU with AVIC. */
    private static final String TWO = """
            CPU 0:
               0x00000000 0x00: eax=0x00000010 ebx=0x68747541 ecx=0x444d4163 edx=0x69746e65
               0x00000001 0x00: eax=0x00830f10 ebx=0x00800800 ecx=0x7ed8320b edx=0x178bfbff
               0x80000000 0x00: eax=0x80000020 ebx=0x68747541 ecx=0x444d4163 edx=0x69746e65
               0x80000001 0x00: eax=0x00830f10 ebx=0x40000000 ecx=0x75c237ff edx=0x2fd3fbff
               0x8000000a 0x00: eax=0x00000001 ebx=0x00008000 ecx=0x00000000 edx=0x0013 1cff
               0x8000001f 0x00: eax=0x0101000f ebx=0x0000016f ecx=0x000001fd edx=0x00000001
            CPU 1:
               0x00000000 0x00: eax=0x00000010 ebx=0x68747541 ecx=0x444d4163 edx=0x69746e65
               0x00000001 0x00: eax=0x00830f10 ebx=0x02800800 ecx=0x7ed8320b edx=0x178bfbff
               0x80000000 0x00: eax=0x80000020 ebx=0x68747541 ecx=0x444d4163 edx=0x69746e65
               0x80000001 0x00: eax=0x00830f10 ebx=0x40000000 ecx=0x75c237ff edx=0x2fd3fbff
               0x8000000a 0x00: eax=0x00000001 ebx=0x00008000 ecx=0x00000000 edx=0x00133cff
               0x8000001f 0x00: eax=0x0101000f ebx=0x0000016f ecx=0x000001fd edx=0x00000001
            """.replace("0x0013 1cff", "0x00131cff");

    @TempDir
    Path directory = Path.of("");

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("dump.txt"), text).toString();
    }

    @Test
    void namesTheCpusThatDifferAndInWhat() throws IOException {
        Run run = Run.withColumns(140, "features", "--cpuid", file(TWO));

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).endsWith("dump.txt: cpuid -r, 2 CPUs, of 2 kinds");
        assertThat(run.lines().get(1)).isEqualTo("They differ in: avic");
        assertThat(run.lines())
                .containsSubsequence("CPU 0", "CPU 1")
                .anySatisfy(line -> assertThat(line)
                        .matches("  lbr-virtualization +yes +CPUID 0x8000000a EDX bit 1 \\(LbrVirt\\)"));
        assertThat(run.out()).contains("family 23, model 49, stepping 0", "sev-snp             no");
    }

    @Test
    void takesCpusThatAreAlikeTogether() throws IOException {
        Run run = Run.hv("features", "--cpuid", file(TWO.replace("131cff", "133cff")));

        assertThat(run.lines().get(0)).endsWith("cpuid -r, 2 CPUs, all alike");
        assertThat(run.lines()).contains("CPU 0, CPU 1");
        assertThat(run.out()).doesNotContain("They differ");
    }

    @Test
    void saysItToPrograms() throws IOException {
        Run run = Run.hv("features", "--cpuid", file(TWO), "--format", "json");

        JsonContract.validate("features", run.out());
        JsonNode json = JsonContract.parse(run.out());
        assertThat(json.at("/dump/format").asText()).isEqualTo("cpuid-tool");
        assertThat(json.at("/dump/cpus").asInt()).isEqualTo(2);
        assertThat(json.at("/dump/differing/0").asText()).isEqualTo("avic");
        assertThat(json.at("/dump/kinds/0/cpu/familyNumber").asInt()).isEqualTo(23);
        assertThat(json.at("/dump/kinds/0/bits/0/source").asText()).isEqualTo("CPUID 0x80000001 ECX bit 2 (SVM)");
        assertThat(json.at("/dump/kinds/0/bits/0/value").asBoolean()).isTrue();
        assertThat(json.at("/dump/kinds/0/bits/1/value").isNull()).isTrue();
        assertThat(json.get("features")).isEqualTo(json.at("/dump/kinds/0/features"));
    }

    @Test
    void neverIsWiderThanTheTerminal() throws IOException {
        assertThat(Run.withColumns(40, "features", "--cpuid", file(TWO)).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void namesTheBrokenLine() throws IOException {
        Run run = Run.hv("features", "--cpuid", file(TWO.replace("ecx=0x75c237ff", "ecx=75c237ff")));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("dump.txt, line 5: ")
                .contains("is broken")
                .hasLineCount(1);
    }

    @Test
    void refusesWhatIsNoDumpAndTwoThingsAtOnce() throws IOException {
        assertThat(Run.hv("features", "--cpuid", directory.resolve("none").toString())
                        .err())
                .contains("there is no such file")
                .hasLineCount(1);
        assertThat(Run.hv("features", "--cpuid", "").exitCode()).isEqualTo(2);
        assertThat(Run.hv("features", "--cpuid", file(TWO), "--root", Run.host("linux-vtd"))
                        .err())
                .contains("give one of them")
                .hasLineCount(1);
    }
}
