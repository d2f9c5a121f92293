/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ExecCommandTest {
    private final List<ExecSpec> asked = new ArrayList<>();
    private final FakeHost fake = FakeHost.containers()
            .withGuest("web", GuestState.RUNNING)
            .withGuest("old", GuestState.STOPPED)
            .answer("tool", this::answer);

    private ExecResult answer(ExecSpec spec) {
        asked.add(spec);
        return ExecResult.of(7, bytes("to out\n"), bytes("to err\n"), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private Run exec(String... more) {
        return exec(Bench.of(fake), more);
    }

    private static Run exec(Bench bench, String... more) {
        return bench.hv(args(more));
    }

    private static String[] args(String... more) {
        List<String> args = new ArrayList<>(List.of("exec", "fake:containers", "web"));
        args.addAll(List.of(more));
        return args.toArray(new String[0]);
    }

    @Test
    void passesOnBothOutputsAndTheExitCode() {
        assertThat(exec("--", "tool")).isEqualTo(new Run(7, "to out\n", "to err\n"));
    }

    @Test
    void leavesTheArgumentsOfTheCommandAlone() {
        exec("--", "tool", "-l", "--user", "", "--", "a b", "@x", "'q'", "--help", "$HOME");

        assertThat(asked.get(0).command())
                .containsExactly("tool", "-l", "--user", "", "--", "a b", "@x", "'q'", "--help", "$HOME");
    }

    @Test
    void saysAsWhomWhereAndInWhatEnvironmentToRun() {
        exec("--user", "nobody", "--workdir=/srv", "--env", "A=1=2", "--env", "B=", "--", "tool");

        ExecSpec spec = asked.get(0);
        assertThat(spec.user()).contains("nobody");
        assertThat(spec.workingDirectory()).contains("/srv");
        assertThat(spec.environment()).isEqualTo(Map.of("A", "1=2", "B", ""));
    }

    @Test
    void takesAVariableWithoutAValueFromItsOwnEnvironment() {
        // The bench has set this one.
        exec("--env", "NO_COLOR", "--", "tool");

        assertThat(asked.get(0).environment()).isEqualTo(Map.of("NO_COLOR", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--env HV_UNHEARD_OF -- tool  | the variable HV_UNHEARD_OF of --env is not set here",
                "--env =x -- tool             | --env needs the name of a variable",
                "tool -l                      | unknown option '-l'; options of the COMMAND stand behind --",
                "--timeout 5 -- tool          | it is a time such as 30s",
                "--output-limit 10 -- tool    | it is a size with its unit",
                "--                           | missing required parameter: 'COMMAND'"
            })
    void tellsUsageErrorsByAnExitCodeThatNoCommandHas(String line, String message) {
        Run run = exec(line.split(" +"));

        assertThat(run.exitCode()).isEqualTo(125);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message, "see 'hv exec --help'").hasLineCount(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void givesTheCommandWhatIsPipedIn() {
        exec(Bench.of(fake.provider(), in("input \u00fc")), "--", "tool");

        assertThat(asked.get(0).input()).isEqualTo(bytes("input \u00fc"));
    }

    @Test
    void readsNothingWhereToldSoOrWhereAPersonTypes() throws IOException {
        InputStream piped = in("next line of the loop");
        exec(Bench.of(fake.provider(), piped), "--no-input", "--", "tool");
        exec(Bench.onTerminal(fake.provider(), piped), "--", "tool");

        assertThat(asked).hasSize(2).allSatisfy(spec -> assertThat(spec.input()).isEmpty());
        assertThat(piped.readAllBytes()).isNotEmpty();
    }

    @Test
    void saysThatThereIsNoSuchCommand() {
        Run run = exec("--", "nonsense");

        assertThat(run.exitCode()).isEqualTo(127);
        assertThat(run.err()).startsWith("hv: ").contains("nonsense").hasLineCount(1);
    }

    @Test
    void tellsItsOwnFailuresByAnotherCode() {
        Run missing = Bench.of(fake).hv("exec", "fake:containers", "wep", "--", "tool");
        Run stopped = Bench.of(fake).hv("exec", "fake:containers", "old", "--", "tool");

        assertThat(missing.exitCode()).isEqualTo(125);
        assertThat(missing.err()).contains("did you mean 'web'?").hasLineCount(1);
        assertThat(stopped.exitCode()).isEqualTo(125);
        assertThat(stopped.err()).contains("stopped").hasLineCount(1);
    }

    @Test
    void endsTheCommandWhenItsTimeIsOver() {
        fake.faults().on(HostCall.EXEC).cancellable().hangUntilReleased();

        Run run = exec("--timeout", "1s", "--", "tool");

        assertThat(run.exitCode()).isEqualTo(124);
        assertThat(run.err()).contains("exec").contains("the command is being ended");
        assertThat(fake.faults().hanging()).isZero();
    }

    @Test
    void saysThatACommandGoesOnWhichTheHostCannotEnd() {
        fake.faults().on(HostCall.EXEC).hangUntilReleased();

        assertThat(exec("--timeout", "1s", "--", "tool").err()).contains("the command goes on in the guest");
    }

    @Test
    void endsTheCommandOnCtrlC() throws Exception {
        fake.faults().on(HostCall.EXEC).cancellable().hangUntilReleased();
        Bench bench = Bench.of(fake);

        CompletableFuture<Run> run = bench.begin(args("--", "tool"));
        while (fake.faults().hanging() == 0 && !run.isDone()) {
            Thread.onSpinWait();
        }
        bench.interrupt();

        assertThat(run.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(125);
        assertThat(bench.err()).contains("interrupted: ", "was cancelled");
        assertThat(fake.leftovers()).isEmpty();
    }

    @Test
    void isNoSuccessWhereOutputWasCut() {
        fake.answer("seq", "1\n2\n3\n".repeat(1000));

        Run run = exec("--output-limit", "1K", "--", "seq");

        assertThat(run.exitCode()).isEqualTo(125);
        assertThat(run.out()).hasSize(1024);
        assertThat(run.err()).contains("--output-limit keeps more").hasLineCount(1);
    }

    @Test
    void leavesItToReadersOfJsonWhatTheyMakeOfCutOutput() throws IOException {
        fake.answer("seq", "1\n2\n3\n".repeat(1000));

        Run run = exec("--output-limit", "1K", "--format", "json", "--", "seq");

        assertThat(run.exitCode()).isZero();
        assertThat(JsonContract.parse(run.out()).get("truncated").asBoolean()).isTrue();
    }

    @Test
    void keepsTheContractOfItsJson() throws IOException {
        fake.answer("binary", spec -> ExecResult.of(0, new byte[] {(byte) 0xff, 0}, bytes("\u00fc"), false));

        Run run = exec("--format", "json", "--", "binary");

        JsonContract.validate("exec", run.out());
        JsonNode json = JsonContract.parse(run.out());
        assertThat(json.get("exitCode").asInt()).isZero();
        assertThat(json.get("output").isNull()).isTrue();
        assertThat(json.get("outputBase64").asText()).isEqualTo("/wA=");
        assertThat(json.get("error").asText()).isEqualTo("\u00fc");
        assertThat(json.get("errorBase64").isNull()).isTrue();
        assertThat(exec("--format", "json", "--", "tool").exitCode()).isEqualTo(7);
    }
}
