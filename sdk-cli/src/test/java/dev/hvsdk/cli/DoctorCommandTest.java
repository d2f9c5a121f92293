/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.host.doctor.HostDoctor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorCommandTest {
    @TempDir
    Path directory = Path.of("");

    private static Run doctor(String host, String... checks) {
        String[] args = new String[checks.length + 3];
        args[0] = "doctor";
        args[1] = "--root";
        args[2] = Run.host(host);
        System.arraycopy(checks, 0, args, 3, checks.length);
        return Run.withColumns(140, args);
    }

    @Test
    void hasALineForEachCheckWithVerdictReasonAndRemedy() {
        Run run = doctor("bochs-vtx-locked", "kvm");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.lines().get(0)).isEqualTo("KVM and QEMU");
        assertThat(run.lines().get(1))
                .startsWith("  FAIL  kvm.cpu ")
                .contains(
                        "virtualization by the CPU: Intel VT-x is disabled by firmware (MSR 0x3a (IA32_FEATURE_CONTROL): 0x1");
        assertThat(run.lines()).anySatisfy(line -> assertThat(line).contains("to do: Enable Intel VT-x"));
        assertThat(HostDoctor.checks())
                .filteredOn(check -> check.id().startsWith("kvm."))
                .allSatisfy(check -> assertThat(run.lines())
                        .filteredOn(line -> line.matches("  [A-Z]{4}  " + check.id() + " .*"))
                        .hasSize(1));
    }

    @Test
    void saysByItsExitCodeWhetherSomethingFailed() {
        assertThat(doctor("bochs-vtx", "kvm.cpu", "kvm.second-stage").exitCode())
                .isZero();
        assertThat(doctor("bochs-vtx-locked", "kvm.cpu").exitCode()).isEqualTo(1);
    }

    @Test
    void saysOnceThatAGroupDoesNotApply() {
        Run run = doctor("linux-vtd", "xen", "passthrough.iommu");

        assertThat(run.lines())
                .contains("  NOTE  xen  this is not the privileged system of Xen, its dom0")
                .anySatisfy(line -> assertThat(line).startsWith("  PASS  passthrough.iommu  "))
                .endsWith("Sum", "  1 passed, 0 warnings, 0 failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kvn | there is no check 'kvn', did you mean 'kvm'?; see 'hv doctor --help'",
                "kvm.devise | there is no check 'kvm.devise', did you mean 'kvm.device'?; see 'hv doctor --help'",
                "bhyve | there is no check 'bhyve'; the groups are kvm, xen, lxc, containers, passthrough; see 'hv doctor --help'"
            })
    void refusesACheckThatThereIsNot(String name, String message) {
        Run run = Run.hv("doctor", name);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo("hv: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-vtd-vfs", "xen-dom0", "bochs-vtx-locked"})
    void keepsTheJsonContract(String host) throws IOException {
        Run run = doctor(host, "--format", "json");
        JsonNode json = JsonContract.parse(run.out());

        JsonContract.validate("doctor", run.out());
        assertThat(json.get("checks")).hasSameSizeAs(HostDoctor.checks());
        assertThat(json.get("failed").asBoolean()).isEqualTo(run.exitCode() == 1);
        assertThat(StreamSupport.stream(json.get("checks").spliterator(), false)
                        .anyMatch(check -> check.get("verdict").asText().equals("fail")))
                .isEqualTo(run.exitCode() == 1);
    }

    @Test
    void keepsTheJsonContractForTheLiveMachineAndForAnEmptyHost() throws IOException {
        Files.createDirectory(directory.resolve("proc"));

        JsonContract.validate("doctor", Run.hv("doctor", "--format", "json").out());
        JsonContract.validate(
                "doctor",
                Run.hv("doctor", "--root", directory.toString(), "--format", "json")
                        .out());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80})
    void staysWithinTheWidthOfTheTerminal(int columns) {
        assertThat(Run.withColumns(columns, "doctor", "--root", Run.host("linux-vtd-vfs"))
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }
}
