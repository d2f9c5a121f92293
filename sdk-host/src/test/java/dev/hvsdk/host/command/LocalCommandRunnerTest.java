/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class LocalCommandRunnerTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final CommandRunner runner = CommandRunner.local();

    private CommandResult shell(String script) {
        return runner.run(Command.of("sh", "-c", script));
    }

    @Test
    void keepsBothOutputsAndTheExitCodeApart() {
        CommandResult result = shell("echo out; echo err >&2; exit 3");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.isTruncated()).isFalse();
        assertThat(result).hasToString("exit code 3: err");
    }

    @Test
    void givesArgumentsAsTheyAre() {
        assertThat(runner.run(Command.of("echo", "$HOME", "a b", "*", "; exit 1"))
                        .stdout())
                .isEqualTo("$HOME a b * ; exit 1\n");
    }

    @Test
    void speaksTheLanguageC() {
        assertThat(shell("echo $LC_ALL$LANGUAGE").stdout()).isEqualTo("C\n");
    }

    @Test
    void givesNoInput() {
        assertThat(runner.run(Command.of("cat")).stdout()).isEmpty();
    }

    @Test
    void givesTheInputByteByByteAndEndsIt() {
        byte[] input = new byte[300_000];
        new Random(7).nextBytes(input);

        CommandResult result = runner.run(Command.of("cat").input(input));

        assertThat(result.stdoutBytes()).isEqualTo(input);
    }

    @Test
    void doesNotWaitForAProgramThatReadsNothing() {
        assertThat(runner.run(Command.of("true").input(new byte[300_000])).exitCode())
                .isZero();
    }

    @Test
    void readsLargeOutputsOfBothStreamsWithoutDeadlock() {
        CommandResult result = shell("head -c 3000000 /dev/zero >&2; head -c 2000000 /dev/zero");

        assertThat(result.stdout()).hasSize(2_000_000);
        assertThat(result.stderr()).hasSize(3_000_000);
    }

    @Test
    void cutsTheOutputOffAtItsLimitAndSaysSo() {
        CommandResult result =
                runner.run(Command.of("head", "-c", "500000", "/dev/zero").outputLimit(1000));

        assertThat(result.isTruncated()).isTrue();
        assertThat(result.stdout()).hasSize(1000);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void givesTheOutputToItsListenerAsItComes() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        List<String> pieces = new CopyOnWriteArrayList<>();
        Thread runs =
                new Thread(() -> assertThatThrownBy(() -> runner.run(Command.of("sh", "-c", "echo one; exec sleep 64")
                                .outputLimit(0)
                                .onOutput(piece -> {
                                    pieces.add(new String(piece, StandardCharsets.UTF_8));
                                    heard.countDown();
                                })))
                        .isInstanceOf(CommandInterruptedException.class));
        runs.start();

        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        runs.interrupt();
        runs.join();

        assertThat(pieces).containsExactly("one\n");
    }

    @Test
    void keepsWhatItsListenerIsGiven() {
        List<byte[]> pieces = new CopyOnWriteArrayList<>();

        CommandResult result =
                runner.run(Command.of("sh", "-c", "echo out; echo err >&2").onOutput(pieces::add));

        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(pieces).containsExactly("out\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void losesNothingOfWhatIsWrittenLast() {
        for (int i = 0; i < 50; i++) {
            assertThat(shell("head -c 60000 /dev/zero").stdout()).hasSize(60_000);
        }
    }

    @Test
    void killsWhatDoesNotEndInTime() {
        assertThatThrownBy(() -> runner.run(Command.of("sleep", "60").timeout(SHORT)))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining("sleep");
        assertThat(childrenNamed("sleep")).isEmpty();
    }

    @Test
    void killsTheChildrenToo() {
        assertThatThrownBy(() -> runner.run(
                        Command.of("sh", "-c", "sleep 61 & sleep 62 & wait").timeout(SHORT)))
                .isInstanceOf(TimedOut.class);
        assertThat(childrenNamed("sleep")).isEmpty();
    }

    @Test
    void stopsAProgramThatNeverStopsWriting() {
        assertThatThrownBy(() -> runner.run(Command.of("cat", "/dev/zero").timeout(SHORT)))
                .isInstanceOf(TimedOut.class);
    }

    @Test
    void doesNotWaitForAGrandchildThatKeepsTheOutputOpen() {
        CommandResult result = shell("sleep 63 & echo started");

        assertThat(result.stdout()).isEqualTo("started\n");
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 63"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void leavesNoThreadBehind() {
        shell("exit 0");
        Set<Thread> before = threads();
        shell("exit 0");

        // Of those before, one of an earlier test may have ended meanwhile.
        assertThat(before).containsAll(threads());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    @Test
    void tellsThatThereIsNoSuchProgram() {
        assertThatThrownBy(() -> runner.run(Command.of("no-such-program-here")))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("there is no program no-such-program-here");
    }

    @Test
    void tellsThatAProgramMayNotBeRun(@TempDir Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n");

        assertThatThrownBy(() -> runner.run(Command.of(script.toString()))).isInstanceOf(PermissionDenied.class);
    }

    @Test
    void killsTheProgramWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> runner.run(Command.of("sleep", "64"))).isInstanceOf(CommandInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(childrenNamed("sleep")).isEmpty();
    }

    @Test
    void tellsOfASignalByTheExitCode() {
        assertThat(shell("kill -9 $$").exitCode()).isEqualTo(128 + 9);
    }

    private static List<ProcessHandle> childrenNamed(String program) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/" + program))
                .toList();
    }
}
