/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.HypervisorException.Unreachable;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Sshd;
import dev.hvsdk.spi.support.ConnectParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH server. */
@Live(Engine.SSHD)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class SshCommandRunnerLiveTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    private static Sshd sshd;
    private static SshCommandRunner runner;

    @BeforeAll
    static void start() {
        sshd = Sshd.start();
        runner = open(sshd.uri("tool+ssh"));
    }

    @AfterAll
    static void stop() {
        runner.close();
        sshd.close();
    }

    private static SshCommandRunner open(String uri) {
        ConnectSpec spec = ConnectSpec.builder(URI.create(uri))
                .credentials(CredentialsProvider.none())
                .build();
        return SshCommandRunner.open(spec, SshOptions.of(ConnectParameters.parse(spec.uri(), SshOptions.parameters())));
    }

    private static CommandResult shell(String script) {
        return runner.run(Command.of("sh", "-c", script));
    }

    @Test
    void keepsBothOutputsAndTheExitCodeApart() {
        CommandResult result = shell("echo out; echo err >&2; exit 3");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.stderr()).isEqualTo("err\n");
        assertThat(result.isTruncated()).isFalse();
    }

    @Test
    void givesArgumentsAsTheyAre() {
        List<String> hostile = List.of("a;touch /tmp/hvsdk-ssh", "$HOME", "it's", "a\nb", "`id`", "", "-x", "*", "\\");
        List<String> line = new ArrayList<>(List.of("printf", "%s\\0"));
        line.addAll(hostile);

        assertThat(runner.run(Command.of(line)).stdout()).isEqualTo(String.join("\0", hostile) + "\0");
        assertThat(Path.of("/tmp/hvsdk-ssh")).doesNotExist();
    }

    @Test
    void speaksTheLanguageC() {
        assertThat(shell("echo $LC_ALL").stdout()).isEqualTo("C\n");
    }

    @Test
    void findsTheToolsOfTheAdministrator() {
        assertThat(shell("echo $PATH").stdout()).contains("/usr/sbin").contains("/usr/local/sbin");
    }

    @Test
    void givesTheInputByteByByteAndEndsIt() {
        byte[] input = new byte[300_000];
        new Random(7).nextBytes(input);

        assertThat(runner.run(Command.of("cat").input(input)).stdoutBytes()).isEqualTo(input);
        assertThat(runner.run(Command.of("cat")).stdout()).isEmpty();
    }

    @Test
    void readsLargeOutputsOfBothStreams() {
        CommandResult result = shell("head -c 3000000 /dev/zero >&2; head -c 2000000 /dev/zero");

        assertThat(result.stdoutBytes()).hasSize(2_000_000);
        assertThat(result.stderrBytes()).hasSize(3_000_000);
    }

    @Test
    void cutsTheOutputOffAtItsLimitAndSaysSo() {
        CommandResult result =
                runner.run(Command.of("head", "-c", "500000", "/dev/zero").outputLimit(1000));

        assertThat(result.isTruncated()).isTrue();
        assertThat(result.stdoutBytes()).hasSize(1000);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void givesTheOutputToItsListenerAsItComes() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        List<String> pieces = new CopyOnWriteArrayList<>();
        Command prints = Command.of("sh", "-c", "echo one; exec sleep 3091").onOutput(piece -> {
            pieces.add(new String(piece, StandardCharsets.UTF_8));
            heard.countDown();
        });
        FutureTask<@Nullable Throwable> told = new FutureTask<>(() -> catchThrowable(() -> runner.run(prints)));
        Thread runs = new Thread(told);
        runs.start();

        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        runs.interrupt();

        assertThat(told.get()).isInstanceOf(CommandInterruptedException.class);
        assertThat(pieces).containsExactly("one\n");
        Eventually.holds(() -> sleeping("309").isEmpty());
    }

    @Test
    void tellsOfASignalByTheExitCode() {
        assertThat(shell("kill -9 $$").exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void killsWhatDoesNotEndInTimeWithItsChildren() {
        assertThatThrownBy(() -> runner.run(
                        Command.of("sh", "-c", "sleep 3071 & sleep 3072").timeout(SHORT)))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining("sh");
        Eventually.holds(() -> sleeping("307").isEmpty());
    }

    @Test
    void killsTheProgramWhenTheThreadIsInterrupted() {
        Thread here = Thread.currentThread();
        Thread disturber = new Thread(() -> {
            Eventually.holds(() -> !sleeping("308").isEmpty());
            here.interrupt();
        });
        disturber.start();

        assertThatThrownBy(() -> runner.run(Command.of("sleep", "3081")))
                .isInstanceOf(CommandInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        Eventually.holds(() -> sleeping("308").isEmpty());
    }

    private static List<ProcessHandle> sleeping(String prefix) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep " + prefix))
                .toList();
    }

    @Test
    void tellsThatThereIsNoSuchProgramAndLeavesItsOwn127Alone() {
        assertThatThrownBy(() -> runner.run(Command.of("no-such-program-here")))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("there is no program no-such-program-here");
        assertThat(shell("exit 127").exitCode()).isEqualTo(127);
    }

    @Test
    void tellsThatAProgramMayNotBeRun(@TempDir Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n");

        assertThatThrownBy(() -> runner.run(Command.of(script.toString()))).isInstanceOf(PermissionDenied.class);
    }

    @Test
    void takesNoProgramThatEnvWouldTakeForSomethingElse() {
        assertThatThrownBy(() -> runner.run(Command.of("-i"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runner.run(Command.of("A=b"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void runsMoreCommandsAtOnceThanTheServerGrants() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                String number = Integer.toString(i);
                answers.add(threads.submit(
                        () -> runner.run(Command.of("echo", number)).stdout()));
            }
            for (int i = 0; i < 48; i++) {
                assertThat(answers.get(i).get()).isEqualTo(i + "\n");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void connectsAnewWhenTheConnectionBroke() {
        try (Sshd own = Sshd.start();
                SshCommandRunner mine = open(own.uri("tool+ssh"))) {
            assertThat(mine.run(Command.of("echo", "1")).stdout()).isEqualTo("1\n");
            own.breakConnections();

            Eventually.holds(() -> answers(mine));
        }
    }

    private static boolean answers(SshCommandRunner runner) {
        try {
            return runner.run(Command.of("echo", "2")).isSuccess();
        } catch (Unreachable e) {
            assertThat(e.isTransient()).isTrue();
            return false;
        }
    }

    @Test
    void refusesAHostWhoseKeyIsNotKnownAndSaysWhatToDo(@TempDir Path directory) {
        String uri = withKnownHosts(directory.resolve("none"));

        assertThatThrownBy(() -> open(uri))
                .isInstanceOf(PermissionDenied.class)
                .hasMessageContaining("its key is not known")
                .hasMessageContaining("SHA256:")
                .hasMessageContaining("ssh-keyscan -p " + sshd.port());
    }

    @Test
    void refusesAHostWhoseKeyHasChangedAndSaysWhatToDo(@TempDir Path directory) throws IOException {
        String other = Files.readString(sshd.directory().resolve("client.pub"));
        Path file = Files.writeString(directory.resolve("changed"), "[127.0.0.1]:" + sshd.port() + " " + other);

        assertThatThrownBy(() -> open(withKnownHosts(file)))
                .isInstanceOf(PermissionDenied.class)
                .hasMessageContaining("its key is not the one that is known")
                .hasMessageContaining("ssh-keygen -R");
    }

    @Test
    void refusesAHostWhoseKeyIsRevoked(@TempDir Path directory) throws IOException {
        String known = Files.readString(sshd.knownHosts());
        Path file = Files.writeString(directory.resolve("revoked"), known + "@revoked " + known);

        assertThatThrownBy(() -> open(withKnownHosts(file)))
                .isInstanceOf(PermissionDenied.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void knowsAHostWhoseNameIsHashed(@TempDir Path directory) throws Exception {
        Path file = Files.copy(sshd.knownHosts(), directory.resolve("hashed"));
        new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();

        assertThat(Files.readString(file)).startsWith("|1|");
        try (SshCommandRunner mine = open(withKnownHosts(file))) {
            assertThat(mine.run(Command.of("true")).isSuccess()).isTrue();
        }
    }

    private static String withKnownHosts(Path file) {
        return sshd.uri("tool+ssh").replace(sshd.knownHosts().toString(), file.toString());
    }

    @Test
    void saysWhichKeysWereTriedWhenTheLoginIsRefused() {
        Path key = sshd.directory().resolve("host_ecdsa");
        String uri = sshd.uri("tool+ssh").replace(sshd.clientKey().toString(), key.toString());

        assertThatThrownBy(() -> open(uri))
                .isInstanceOf(PermissionDenied.class)
                .hasMessageContaining(key + " refused")
                .hasMessageContaining("no password");
    }

    @Test
    void saysThatAKeyFileCannotBeUsed(@TempDir Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "garbage");
        String uri = sshd.uri("tool+ssh").replace(sshd.clientKey().toString(), key.toString());

        assertThatThrownBy(() -> open(uri)).isInstanceOf(PermissionDenied.class).hasMessageContaining(key.toString());
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> open("tool+ssh://127.0.0.1:" + port + "/"))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("no SSH server answers");
    }

    @Test
    void waitsForASilentServerNoLongerThanItsDeadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ConnectSpec spec = ConnectSpec.builder(URI.create("tool+ssh://127.0.0.1:" + silent.getLocalPort() + "/"))
                    .deadlines(new Deadlines(SHORT, SHORT))
                    .build();

            assertThatThrownBy(() -> SshCommandRunner.open(
                            spec, SshOptions.of(ConnectParameters.parse(spec.uri(), SshOptions.parameters()))))
                    .isInstanceOfAny(TimedOut.class, Unreachable.class)
                    .isInstanceOf(HypervisorException.class);
        }
    }

    @Test
    void refusesCommandsOnceItIsClosed() {
        SshCommandRunner mine = open(sshd.uri("tool+ssh"));
        mine.close();
        mine.close();

        assertThatThrownBy(() -> mine.run(Command.of("true"))).isInstanceOf(HypervisorClosedException.class);
    }

    @Test
    void leavesNoThreadBehind() {
        SshCommandRunner mine = open(sshd.uri("tool+ssh"));
        List<String> before = threads();
        mine.close();

        Eventually.holds(() -> threads().size() < before.size());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sshd-"))
                .toList();
    }
}
