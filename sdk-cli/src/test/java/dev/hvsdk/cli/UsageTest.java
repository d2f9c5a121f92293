/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inspekt                | unknown command 'inspekt', did you mean 'inspect'?; see 'hv --help'",
                "devices --fromat json  | unknown option '--fromat', did you mean '--format'?; see 'hv devices --help'",
                "devices --frmat=json   | unknown option '--frmat', did you mean '--format'?; see 'hv devices --help'",
                "detect now             | too many arguments: 'now'; see 'hv detect --help'",
                "help bogus             | unknown command 'bogus'; see 'hv --help'",
                "guests fake:bogus      | there is no fake host 'bogus'; known are fake:kvm, fake:xen, fake:vsphere, fake:containers; see 'hv guests --help'",
                "guests fake:kvm?foo=1  | the URI has a parameter 'foo' that is not known; known are guests, name; see 'hv guests --help'",
                "zzzzzz                 | unknown command 'zzzzzz'; see 'hv --help'",
                "capture                | missing required parameter: 'DIR'; see 'hv capture --help'",
            })
    void saysInOneLineWhatIsWrongAndWhatWasMeant(String line, String message) {
        Run run = Run.hv(line.split(" +"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip()).isEqualTo("hv: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guests", "detect", "inspect"})
    void refusesAnEmptyArgument(String command) {
        Run run = Run.hv(command, "");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo("hv: an argument is empty; see 'hv " + command + " --help'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "detect", "features", "devices", "topology", "doctor"})
    void refusesADirectoryThatIsNoCapturedHost(String command) {
        Run empty = Run.hv(command, "--root", "");
        Run other = Run.hv(command, "--root", "src");

        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("--root needs a directory").hasLineCount(1);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .contains("src is not a captured host", "none of host.json, proc and sys")
                .hasLineCount(1);
    }

    @Test
    void namesTheValuesThatAnOptionTakes() {
        Run run = Run.hv("detect", "--format", "xml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("table, json").contains("'xml'").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect",
                "detect",
                "features",
                "devices",
                "topology",
                "doctor",
                "guests",
                "guest",
                "create",
                "options",
                "exec",
                "logs",
                "console",
                "migrate",
                "stats",
                "host",
                "pools",
                "volumes",
                "networks",
                "watch",
                "record",
                "backends",
                "capture"
            })
    void helpsWithExamples(String command) {
        Run run = Run.hv(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Usage: hv " + command)
                .contains("Examples:")
                .contains("hv " + command);
        assertThat(Run.hv("help", command).out()).isEqualTo(run.out());
    }

    @Test
    void showsTheCommandsWhereNoneIsGiven() {
        Run run = Run.hv();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "inspect",
                        "detect",
                        "features",
                        "devices",
                        "guests",
                        "guest",
                        "watch",
                        "record",
                        "backends",
                        "capture")
                .isEqualTo(Run.hv("--help").out());
    }

    @Test
    void showsItsVersion() {
        assertThat(Run.hv("--version").out()).matches("hv \\d+\\.\\d+\\.\\d+\\S* \\(Java \\S+\\)\\R");
    }

    @Test
    void makesACompletionScriptThatKnowsCommandsAndOptions() {
        assertThat(Run.hv("generate-completion").out())
                .contains("complete -F", "inspect", "--format", "--read-only", "create", "--dry-run", "undefine");
    }

    @Test
    void showsCausesOnlyWhenAsked() {
        assertThat(failing(false)).isEqualTo("hv: it is broken (--verbose shows the cause)" + System.lineSeparator());
        assertThat(failing(true))
                .startsWith("hv: it is broken" + System.lineSeparator())
                .contains("caused by: java.io.IOException: the outer")
                .contains("caused by: java.lang.IllegalStateException: the inner");
    }

    private static String failing(boolean verbose) {
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err);
        Session session = new Session(new Terminal(writer, writer, false, false, Map.of()));
        session.verbose(verbose);
        Exception inner = new IllegalStateException("the inner");
        int exitCode = new Errors(session)
                .failed(new FailureException("it is broken", new java.io.IOException("the outer", inner)));
        writer.flush();
        assertThat(exitCode).isEqualTo(3);
        return err.toString();
    }

    @Test
    void callsADefectADefect() {
        StringWriter err = new StringWriter();
        PrintWriter writer = new PrintWriter(err);
        Session session = new Session(new Terminal(writer, writer, false, false, Map.of()));

        int exitCode = new Errors(session).failed(new IllegalStateException("a defect"));
        writer.flush();

        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString()).contains("this should not have happened").hasLineCount(1);
    }
}
