/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectCommandTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void printsOneTechnologyALineInsideAGuest() throws IOException {
        Run run = Run.hv("detect", "--root", Captures.x86(directory, true).toString());

        assertThat(run).isEqualTo(new Run(0, "kvm" + System.lineSeparator(), ""));
    }

    @Test
    void printsNothingOnAPhysicalMachine() throws IOException {
        Run run = Run.hv("detect", "--root", Captures.x86(directory, false).toString());

        assertThat(run).isEqualTo(new Run(1, "", ""));
    }

    @Test
    void printsTheHypervisorOfItsPrivilegedHost() {
        assertThat(Run.hv("detect", "--root", Run.host("xen-dom0-amdvi")).lines())
                .contains("xen");
    }

    @Test
    void doesNotCallAnEmptyHostPhysical() throws IOException {
        Files.createDirectory(directory.resolve("proc"));
        Run run = Run.hv("detect", "--root", directory.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("hv: it could not be found out").hasLineCount(1);
    }

    @Test
    void doesNotCallRubbishPhysical() throws IOException {
        Files.createDirectories(directory.resolve("proc"));
        Files.write(directory.resolve("proc/cpuinfo"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2, ':', 10});

        assertThat(Run.hv("detect", "--root", directory.toString()).exitCode()).isEqualTo(3);
    }

    @Test
    void failsInOneLineWhereThereIsNoCapture() {
        Run run = Run.hv("detect", "--root", directory.resolve("missing").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no such directory").hasLineCount(1);
    }

    @Test
    void failsWhereTheCaptureIsDamaged() throws IOException {
        Files.writeString(directory.resolve("host.json"), "{ \"format\": ");

        Run run = Run.hv("detect", "--root", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("host.json").hasLineCount(1);
    }

    @Test
    void answersAsVirtWhatDoes() throws IOException {
        String guest = Captures.x86(directory, true).toString();
        String newLine = System.lineSeparator();

        assertThat(Run.hv("detect", "--compat", "virt-what", "--root", guest))
                .isEqualTo(new Run(0, "kvm" + newLine, ""));
        assertThat(Run.hv("detect", "--compat", "virt-what", "--root", Run.host("xen-dom0-amdvi")))
                .isEqualTo(new Run(0, "xen" + newLine + "xen-dom0" + newLine, ""));
    }

    @Test
    void answersAsSystemdDetectVirtDoes() throws IOException {
        String guest = Captures.x86(directory, true).toString();

        assertThat(Run.hv("detect", "--compat", "systemd", "--root", guest))
                .isEqualTo(new Run(0, "kvm" + System.lineSeparator(), ""));
        assertThat(Run.hv("detect", "--compat", "systemd", "--vm", "--root", guest))
                .isEqualTo(new Run(0, "kvm" + System.lineSeparator(), ""));
        assertThat(Run.hv("detect", "--compat", "systemd", "--container", "--root", guest))
                .isEqualTo(new Run(1, "none" + System.lineSeparator(), ""));
        assertThat(Run.hv("detect", "--compat", "systemd", "--vm", "--container", "--root", guest))
                .as("the last counts")
                .isEqualTo(new Run(1, "none" + System.lineSeparator(), ""));
    }

    @Test
    void endsOnAPhysicalMachineAsTheOthersDo() throws IOException {
        String physical = Captures.x86(directory, false).toString();

        assertThat(Run.hv("detect", "--compat", "virt-what", "--root", physical))
                .isEqualTo(new Run(0, "", ""));
        assertThat(Run.hv("detect", "--compat", "systemd", "--root", physical))
                .isEqualTo(new Run(1, "none" + System.lineSeparator(), ""));
    }

    @Test
    void saysInTheWordsOfOthersTooThatNothingCouldBeRead() throws IOException {
        Files.createDirectory(directory.resolve("proc"));
        Run virtWhat = Run.hv("detect", "--compat", "virt-what", "--root", directory.toString());
        Run systemd = Run.hv("detect", "--compat", "systemd", "--root", directory.toString());

        assertThat(virtWhat.exitCode()).isEqualTo(3);
        assertThat(systemd.exitCode()).isEqualTo(1);
        assertThat(List.of(virtWhat.err(), systemd.err()))
                .allSatisfy(err -> assertThat(err).startsWith("hv: it could not be found out"));
    }

    @ParameterizedTest
    @CsvSource({
        "'--vm', 'are for --compat systemd'",
        "'--compat virt-what --container', 'are for --compat systemd'",
        "'--compat systemd --format json', '--compat prints words'",
        "'--compat facter', 'it is one of virt-what, systemd'"
    })
    void refusesWhatTheOthersDoNotHave(String options, String problem) {
        Run run = Run.hv(("detect " + options).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(problem);
    }

    /** The way around picocli must not be a way around anything else. */
    @Test
    void answersTheSameOnTheFastWay() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Session session = new Session(new Terminal(writer, writer, false, false, Map.of()));

        int exitCode = Commands.commandLine(session).execute("detect");
        writer.flush();

        Run fast = Run.hv("detect");
        assertThat(fast.out() + fast.err()).isEqualTo(out.toString());
        assertThat(fast.exitCode()).isEqualTo(exitCode);
    }
}
