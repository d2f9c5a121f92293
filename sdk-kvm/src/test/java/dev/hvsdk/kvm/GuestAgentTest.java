/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.bare;
import static dev.hvsdk.kvm.Kvms.newName;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.GuestInterface;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real agent in a real guest, which all tests share. */
@Live({Engine.LIBVIRTD, Engine.QEMU, Engine.GUEST_IMAGES})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@LongRunning
class GuestAgentTest {
    private Libvirtd daemon;
    private Hypervisor host;
    private Guest guest;
    private GuestAgent agent;
    private GuestExec exec;

    @BeforeAll
    void start(Libvirtd shared, GuestImages images) {
        daemon = shared;
        host = Kvms.open(shared);
        Path console = daemon.directory().resolve(newName("agent-console"));
        Path disk = daemon.directory().resolve(newName("agent-disk"));
        guest = Kvms.started(
                host,
                Kvms.linux(newName("agent"), images, images.agentInitrd(), console)
                        .boot(Kvms.kernel(images, images.agentInitrd(), "hvsdk.format"))
                        .disk(DiskSpec.builder(disk.toString())
                                .size(MemorySize.ofMebibytes(16))
                                .build())
                        .nic(NicSpec.builder("user").mac("52:54:00:00:00:42").build())
                        .build());
        Eventually.contains(console, GuestImages.READY_LINE);
        agent = guest.capability(GuestAgent.class).require();
        exec = guest.capability(GuestExec.class).require();
        Eventually.holds(this::answers);
    }

    private boolean answers() {
        try {
            return agent.hostname().isPresent();
        } catch (HypervisorException.TimedOut e) {
            return false;
        }
    }

    @AfterAll
    void stop() {
        Kvms.remove(guest);
        host.close();
    }

    private ExecResult run(ExecSpec spec) {
        return exec.run(spec).await(Duration.ofSeconds(60));
    }

    private ExecResult sh(String script) {
        return run(ExecSpec.of("sh", "-c", script));
    }

    @Test
    void tellsTheNameOfTheGuest() {
        assertThat(agent.hostname()).contains("hvsdk-guest");
    }

    @Test
    void tellsTheInterfacesOfTheGuest() {
        assertThat(agent.interfaces())
                .anySatisfy(one -> {
                    assertThat(one.name()).isEqualTo("lo");
                    assertThat(one.addresses()).contains("127.0.0.1");
                })
                .extracting(GuestInterface::mac)
                .anySatisfy(mac -> assertThat(mac).contains("52:54:00:00:00:42"));
    }

    @Test
    void holdsAndLetsGoOfTheFileSystems() {
        assertThat(agent.thaw().await()).isZero();
        assertThat(agent.freeze().await()).isEqualTo(1);
        try {
            assertThatThrownBy(() -> agent.freeze().await()).isInstanceOf(HypervisorException.WrongState.class);
        } finally {
            assertThat(agent.thaw().await()).isEqualTo(1);
        }
    }

    @Test
    void runsACommandWithItsExitCodeAndSeparateStreams() {
        ExecResult result = sh("echo out; echo err >&2; exit 7");

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.outputText()).isEqualTo("out\n");
        assertThat(result.errorText()).isEqualTo("err\n");
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void givesInputToACommand() {
        ExecResult result = run(
                ExecSpec.builder(List.of("cat")).input("grüße".getBytes(UTF_8)).build());

        assertThat(result.outputText()).isEqualTo("grüße");
    }

    @Test
    void addsToTheEnvironment() {
        ExecResult result = run(ExecSpec.builder(List.of("sh", "-c", "echo $COLOUR; echo $PATH"))
                .environment("COLOUR", "two words")
                .build());

        assertThat(result.outputText().lines().toList()).first().isEqualTo("two words");
        assertThat(result.outputText().lines().toList()).element(1).asString().contains("/bin");
    }

    @Test
    void argumentsArriveAsTheyAre() {
        assertThat(run(ExecSpec.of("echo", "$HOME; true", "it's")).outputText()).isEqualTo("$HOME; true it's\n");
    }

    @Test
    void cutsOutputAtTheLimitAndSaysSo() {
        ExecResult result = run(ExecSpec.builder(List.of("sh", "-c", "yes | head -c 5000"))
                .outputLimit(MemorySize.ofKibibytes(2))
                .build());

        assertThat(result.output()).hasSize(2048);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void aSignalIsAnExitCodeAbove128() {
        assertThat(sh("kill -9 $$").exitCode()).isEqualTo(137);
    }

    @Test
    void aCommandThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> run(ExecSpec.of("/no/such; true"))).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void refusesWhatTheAgentCannot() {
        assertThatThrownBy(() ->
                        run(ExecSpec.builder(List.of("true")).user("nobody").build()))
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(() -> run(ExecSpec.builder(List.of("true"))
                        .workingDirectory("/tmp")
                        .build()))
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void waitingCanEndBeforeTheCommandDoes() {
        Operation<ExecResult> sleep = exec.run(ExecSpec.of("sleep", "3141"));

        assertThatThrownBy(() -> sleep.await(Duration.ofMillis(300))).isInstanceOf(HypervisorException.TimedOut.class);
        Eventually.holds(sleep::cancel);
    }

    @Test
    void cancellingEndsTheCommandInTheGuest() {
        Operation<ExecResult> sleep = exec.run(ExecSpec.of("sleep", "2718"));
        Eventually.holds(sleep::cancel);

        assertThatThrownBy(sleep::await).isInstanceOf(CancellationException.class);
        assertThat(sh("ps | grep -v grep | grep -c 'sleep 2718'").outputText()).isEqualTo("0\n");
    }

    @Test
    void muchOutputArrives() {
        ExecResult result = run(
                ExecSpec.builder(List.of("sh", "-c", "yes | head -c 1000000")).build());

        assertThat(result.output()).hasSize(1_000_000);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void aGuestWithoutTheChannelSaysWhatIsMissing() {
        Guest bare = Kvms.started(host, bare(newName("mute")).build());
        try {
            assertSaysWhatIsMissing(bare.capability(GuestAgent.class));
            assertSaysWhatIsMissing(bare.capability(GuestExec.class));
        } finally {
            Kvms.remove(bare);
        }
    }

    private static void assertSaysWhatIsMissing(Support<?> answer) {
        assertThat(answer).isInstanceOfSatisfying(Support.Unavailable.class, missing -> {
            assertThat(missing.reason()).isEqualTo(Support.Reason.HOST_MISCONFIGURED);
            assertThat(missing.detail()).contains("channel");
            assertThat(missing.remedy().isPresent()).isTrue();
        });
    }

    @Test
    void anAgentThatIsNotThereIsATimeOut() {
        Guest silent = Kvms.started(
                host,
                bare(newName("silent"))
                        .with(Kvms.plain().guestAgent(true).build())
                        .build());
        try {
            GuestAgent nobody = silent.capability(GuestAgent.class).require();
            assertThatThrownBy(nobody::hostname).isInstanceOf(HypervisorException.TimedOut.class);
            silent.stop().await();
            assertThatThrownBy(nobody::hostname).isInstanceOf(HypervisorException.WrongState.class);
        } finally {
            Kvms.remove(silent);
        }
    }

    @Test
    void anAgentThatHangsIsATimeOutAndAnswersAgain() {
        String pid = sh("pidof qemu-ga").outputText().strip();
        // By a witness, which does not ask how the command stands; the agent has to be woken by another.
        String script = "sleep 1; kill -STOP " + pid + "; sleep 12; kill -CONT " + pid;
        daemon.virsh().run("qemu-agent-command", guest.id().value(), """
                {"execute": "guest-exec", "arguments": {"path": "sh", "arg": ["-c", "%s"]}}""".formatted(script));

        Eventually.holds(() -> !answers());
        Eventually.holds(this::answers);
        assertThat(agent.hostname()).contains("hvsdk-guest");
    }
}
