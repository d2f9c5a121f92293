/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.testkit.FakeHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(60)
class ConsoleCommandTest {
    private final ConsoleHost host = new ConsoleHost(FakeHost.kvm().withGuest("web", GuestState.RUNNING));
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final Bench person = person();

    private Bench person() {
        try {
            return Bench.onTerminal(host.provider(), new PipedInputStream(keyboard));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private static void until(CompletableFuture<Run> run, BooleanSupplier happened) {
        while (!happened.getAsBoolean() && !run.isDone()) {
            Thread.onSpinWait();
        }
    }

    private CompletableFuture<Run> sitting(String... more) {
        CompletableFuture<Run> run = person.begin(args(more));
        until(run, host::isOpen);
        return run;
    }

    private static String[] args(String... more) {
        String[] args = new String[3 + more.length];
        System.arraycopy(new String[] {"console", "fake:kvm", "web"}, 0, args, 0, 3);
        System.arraycopy(more, 0, args, 3, more.length);
        return args;
    }

    private static Run ended(CompletableFuture<Run> run) throws Exception {
        return run.get(30, TimeUnit.SECONDS);
    }

    @Test
    void passesKeysAndTextUntilTheEscapeKey() throws Exception {
        CompletableFuture<Run> run = sitting();
        host.write("login: ");
        type("root\r\u0003");
        until(run, () -> host.typed().endsWith("\u0003") && person.out().equals("login: "));
        type("last\u001dnever sent");

        assertThat(ended(run).exitCode()).isZero();
        assertThat(host.typed()).isEqualTo("root\r\u0003last");
        assertThat(ended(run).out()).isEqualTo("login: ");
        assertThat(ended(run).err())
                .contains("connected to the console of web; Ctrl-] leaves it")
                .contains("left the console of web");
        assertThat(person.restored()).isPositive();
        assertThat(host.isOpen()).isFalse();
    }

    @Test
    void leavesByAnotherKeyWhereToldSo() throws Exception {
        CompletableFuture<Run> run = sitting("--escape", "^a");
        type("\u001d\u0001");

        assertThat(ended(run).err()).contains("Ctrl-A leaves it");
        assertThat(host.typed()).isEqualTo("\u001d");
    }

    @Test
    void endsWithTheGuest() throws Exception {
        CompletableFuture<Run> run = sitting();
        host.write("bye\n");
        host.end();

        assertThat(ended(run).exitCode()).isZero();
        assertThat(ended(run).out()).isEqualTo("bye\n");
        assertThat(ended(run).err()).contains("web closed its console");
        assertThat(person.restored()).isPositive();
    }

    @Test
    void givesTheTerminalBackWhenTheProcessIsEnded() throws Exception {
        CompletableFuture<Run> run = sitting();
        person.interrupt();

        assertThat(ended(run).exitCode()).isZero();
        assertThat(person.restored()).isPositive();
        assertThat(host.isOpen()).isFalse();
    }

    @Test
    void givesTheTerminalBackWhenTheConsoleBreaks() throws Exception {
        CompletableFuture<Run> run = sitting();
        type("\u0004");

        assertThat(ended(run).exitCode()).isEqualTo(3);
        assertThat(ended(run).err()).contains("hv: the console broke: the line is dead");
        assertThat(person.restored()).isPositive();
        assertThat(host.isOpen()).isFalse();
    }

    @Test
    void leavesWhenTheTerminalIsGone() throws Exception {
        CompletableFuture<Run> run = sitting();
        keyboard.close();

        assertThat(ended(run).exitCode()).isZero();
        assertThat(host.isOpen()).isFalse();
    }

    @Test
    void sendsNothingWhereOnlyReadingIsWanted() throws Exception {
        CompletableFuture<Run> run = sitting("--read-only");
        type("rm -rf /\r\u001d");
        host.write("booting\n");
        until(run, () -> person.out().contains("booting"));
        person.interrupt();

        assertThat(ended(run).exitCode()).isZero();
        assertThat(ended(run).err()).contains("Ctrl-C leaves it");
        assertThat(host.typed()).isEmpty();
        assertThat(host.isReadOnly())
                .as("a console needs a connection that may change something")
                .isFalse();
        assertThat(person.restored()).as("nothing was changed").isZero();
    }

    @Test
    void typesWhatIsPipedInAndShowsTheAnswerUntilTheEnd() throws Exception {
        InputStream piped = new ByteArrayInputStream("root\u001d\n".getBytes(StandardCharsets.UTF_8));
        Bench bench = Bench.of(host.provider(), piped);
        CompletableFuture<Run> run = bench.begin(args());
        until(run, () -> host.typed().endsWith("\n"));
        host.write("welcome\n");
        host.end();

        assertThat(ended(run)).isEqualTo(new Run(0, "welcome\n", ""));
        assertThat(host.typed()).isEqualTo("root\u001d\n");
        assertThat(bench.restored()).isZero();
    }

    @Test
    void leavesWhenItsTimeIsOver() {
        Run run = Bench.of(host.provider()).hv(args("--for", "1s"));

        assertThat(run).isEqualTo(new Run(0, "", ""));
        assertThat(host.isOpen()).isFalse();
    }

    @Test
    void talksWithTheConsoleOfAFakeHost() throws Exception {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING).answerConsole(line -> "you said " + line);
        Bench bench = Bench.of(fake.provider(), new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8)));
        CompletableFuture<Run> run = bench.begin(args());
        until(run, () -> bench.out().contains("you said hello"));
        bench.interrupt();

        assertThat(ended(run).exitCode()).isZero();
        assertThat(fake.leftovers()).isEmpty();
    }

    @Test
    void tellsWhereTheScreenIs() throws IOException {
        Run table = Bench.of(host.provider()).hv(args("--displays"));
        Run json = Bench.of(host.provider()).hv(args("--displays", "--format", "json"));

        assertThat(table.out().strip()).isEqualTo("vnc://127.0.0.1:5900");
        JsonContract.validate("console-displays", json.out());
    }

    @Test
    void saysWhyThereIsNoConsole() {
        Run run = Bench.of(FakeHost.kvm().withGuest("web", GuestState.STOPPED)).hv(args());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("hv: ").hasLineCount(1);
    }

    @Test
    void refusesJsonOfAConsole() {
        assertThat(Bench.of(host.provider()).hv(args("--format=json")))
                .isEqualTo(new Run(
                        2,
                        "",
                        "hv: --format json is for --displays; a console is not JSON; see 'hv console --help'"
                                + System.lineSeparator()));
    }

    @ParameterizedTest
    @CsvSource({
        "^], 29, Ctrl-]",
        "^a, 1, Ctrl-A",
        "^Z, 26, Ctrl-Z",
        "^\\, 28, Ctrl-\\",
        "^_, 31, Ctrl-_",
        "^^, 30, Ctrl-^"
    })
    void readsKeysAsTheyAreWrittenEverywhere(String text, int code, String name) {
        assertThat(EscapeKey.parse(text).code()).isEqualTo(code);
        assertThat(EscapeKey.parse(text)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "^", "^@", "^[", "^AA", "Ctrl-A", "^1"})
    void refusesKeysThatAreNone(String text) {
        assertThatThrownBy(() -> EscapeKey.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void helpsWithItsOwnMeaningOfReadOnly() {
        assertThat(Run.hv("console", "--help").out())
                .containsPattern("send it\\s+nothing")
                .doesNotContain("fewer rights");
        assertThat(Run.hv("exec", "--help").out()).contains("fewer rights");
    }
}
