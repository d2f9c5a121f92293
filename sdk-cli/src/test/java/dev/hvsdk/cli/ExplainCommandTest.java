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

class ExplainCommandTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void tellsWhatDecided() throws IOException {
        Run run = Run.hv("explain", "--root", Captures.x86(directory, true).toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .contains("Virtualization", "Signals", "  decided", "Rules that were used")
                .anyMatch(line -> line.matches(" +kvm +interface +1 +CPUID 0x40000000 +KVMKVMKVM"))
                .anyMatch(line -> line.startsWith("   1. The strongest claim"));
    }

    @Test
    void tellsOfAPhysicalMachineWhyItIsOne() throws IOException {
        Path capture = Captures.x86(directory, false);
        Files.writeString(capture.resolve(".dockerenv"), "");

        Run run = Run.hv("explain", "--root", capture.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("physical machine", "says that there is none", "hypervisor");
    }

    @Test
    void saysOfAnEmptyHostThatItSawNothing() throws IOException {
        Files.createDirectory(directory.resolve("proc"));

        Run run = Run.hv("explain", "--root", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("not known").contains("none").doesNotContain("Rules");
    }

    @Test
    void tellsTheSameToPrograms() throws IOException {
        JsonNode json = JsonContract.parse(Run.hv("explain", "--root", Run.host("xen-dom0-amdvi"), "--format", "json")
                .out());

        assertThat(json.at("/layers").findValuesAsText("technology")).contains("xen");
        assertThat(json.get("signals")).anySatisfy(signal -> {
            assertThat(signal.get("technology").asText()).isEqualTo("xen");
            assertThat(signal.get("variant").asText()).isEqualTo("dom0");
            assertThat(signal.get("outcome").asText()).isEqualTo("decided");
            assertThat(signal.get("rule").asText()).isEqualTo("privileged-hosts");
        });
        assertThat(json.get("rules")).hasSameSizeAs(json.at("/rules").findValuesAsText("statement"));
    }
}
