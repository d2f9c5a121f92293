/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void showsEverySectionOfACapturedHost() {
        Run run = Run.hv("inspect", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).contains("Virtualization", "CPU", "Memory", "Features", "Devices");
        assertThat(run.out())
                .contains("QEMU (qemu): guest, emulation, hosted VMM")
                .contains("AMD EPYC Processor (AuthenticAMD)")
                .contains("x86_64, 1 socket, 2 cores, 2 threads");
    }

    @Test
    void answersFirstWhatMostPeopleAsk() throws IOException {
        List<String> prepared =
                Run.hv("inspect", "--root", Run.host("linux-vtd-vfs")).lines();
        List<String> guest = Run.hv(
                        "inspect", "--root", Captures.x86(directory, true).toString())
                .lines();

        assertThat(prepared.get(0)).startsWith("Virtual machines can run here: not known (/dev/kvm: ");
        assertThat(prepared.get(1)).matches("Devices can be passed through: yes, \\d+ of \\d+.*");
        assertThat(guest.get(1))
                .isEqualTo("Devices can be passed through: not known (this host does not show its devices)");
        Files.createDirectories(directory.resolve("sys/bus"));
        assertThat(Run.hv("inspect", "--root", directory.toString()).lines().get(1))
                .isEqualTo("Devices can be passed through: no, there is none that could be");
        assertThat(Run.hv("inspect", "--root", Run.host("xen-dom0-amdvi"))
                        .lines()
                        .get(0))
                .isEqualTo("Virtual machines can run here: yes, by Xen");
    }

    @Test
    void tellsAUserWhoMayNotUseKvmFromAMachineThatCannot() throws IOException {
        Captures.x86(directory, true);
        Path facts = directory.resolve("host.json");
        Files.writeString(
                facts,
                Files.readString(facts)
                        .replace(
                                "\"format\": 1,",
                                "\"format\": 1, \"kvm\": { \"denied\": \"no permission to read /dev/kvm\" },"));
        Files.createDirectories(directory.resolve("sys/bus"));
        Files.createDirectories(directory.resolve("sys/class/misc/kvm"));

        assertThat(Run.hv("inspect", "--root", directory.toString()).lines().get(0))
                .isEqualTo(
                        "Virtual machines can run here: not for this user (/dev/kvm: no permission to read /dev/kvm)");
    }

    @Test
    void showsADeviceWithDriverGroupAndWhatStandsInTheWay() {
        Run run = Run.hv("inspect", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.lines())
                .anySatisfy(line -> assertThat(line.strip())
                        .matches("0000:01:00\\.0 +8086:10d3 +e1000e +10 +preparable: bound to a host driver.*"));
    }

    @Test
    void saysThatAMachineIsPhysical() throws IOException {
        Run run = Run.hv("inspect", "--root", Captures.x86(directory, false).toString());

        assertThat(run.out()).contains("physical machine: no hypervisor, no container");
    }

    @Test
    void saysThatNothingIsKnownOfAnEmptyHost() throws IOException {
        Files.createDirectory(directory.resolve("proc"));
        Run run = Run.hv("inspect", "--root", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("not known: ").contains("unknown model").contains("unknown size");
    }

    @ParameterizedTest
    @CsvSource({"40", "55", "70", "80", "100", "140"})
    void staysWithinTheWidthOfTheTerminal(int columns) {
        Run run = Run.withColumns(columns, "inspect", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void neverBreaksAnAddress() {
        Run run = Run.withColumns(40, "inspect", "--root", Run.host("linux-vtd-vfs"));

        assertThat(run.out()).contains("0000:00:1f.2").contains("/dev/vfio/vfio");
    }

    @Test
    void putsNothingFromAHostileFileOnTheTerminalUnchanged() throws IOException {
        Captures.x86(directory, false);
        Files.writeString(
                directory.resolve("proc/cpuinfo"),
                "processor\t: 0\nmodel name\t: \u001b[2Jgone\u202eback\u0007\nflags\t: fpu\n");

        Run run = Run.onTerminal(Map.of("NO_COLOR", "1"), "inspect", "--root", directory.toString());

        assertThat(run.out()).doesNotContain("\u001b", "\u202e", "\u0007").contains("?[2Jgone?back?");
    }

    @Test
    void worksOnTheLiveMachine() {
        Run run = Run.hv("inspect");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).contains("Virtualization", "Features");
    }
}
